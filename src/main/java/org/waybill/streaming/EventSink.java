package org.waybill.streaming;

import java.time.Instant;
import org.waybill.task.TaskEvent;

/** The output for a client's events. */
interface EventSink {

  /** Whether it accepts more now; otherwise it reports when it does. */
  boolean hasRoom();

  void accept(TaskEvent event);

  /**
   * Reports that events were left out, which can be read from the API.
   *
   * @param after the time up to which nothing is missing; null if unknown
   */
  void missed(Instant after);

  /** Closes the connection with this reason. */
  void close(String why);

  /** Called whenever there is room again after there was none. */
  void onRoom(Runnable call);
}
