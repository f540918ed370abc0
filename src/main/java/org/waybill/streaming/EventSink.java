package org.waybill.streaming;

import java.time.Instant;
import org.waybill.task.TaskEvent;

/** The output for a client's events. */
interface EventSink {

  /** Whether it takes more now; else it says when it does. */
  boolean hasRoom();

  void accept(TaskEvent event);

  /**
   * Tells that events were left out, which the rows have.
   *
   * @param after the time up to which nothing is missing; null if that is not known
   */
  void missed(Instant after);

  /** Lets the client go, and tells it why. */
  void close(String why);

  /** Called whenever there is room again after there was none. */
  void onRoom(Runnable call);
}
