package org.waybill.task;

import java.util.UUID;

/** The dispatcher's view of commits: it is called first, before any observer. */
public interface CommitListener {

  /** This was committed. */
  void committed(TaskEvent event);

  /** A task has ended for which others wait. */
  void followedEnded(UUID task);
}
