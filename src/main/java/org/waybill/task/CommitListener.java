package org.waybill.task;

import java.util.UUID;

/** Who decides what may run, and is told first of what was committed. */
public interface CommitListener {

  /** This was committed. */
  void committed(TaskEvent event);

  /** A task has ended for which others wait. */
  void followedEnded(UUID task);
}
