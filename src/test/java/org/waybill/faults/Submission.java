package org.waybill.faults;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A task that a client wanted to hand over, with all its tries under one idempotency key.
 *
 * @param key also the task's correlation id
 * @param orderKey or null
 * @param poison whether its handler ends the process
 */
record Submission(String key, String orderKey, boolean poison, List<Try> tries) {

  enum Reply {
    ACCEPTED,
    /** By an answer of the server. */
    REFUSED,
    /** The connection broke, or no answer came in time. */
    UNKNOWN
  }

  /**
   * One call.
   *
   * @param taskId of the receipt, or null
   * @param detail of the refusal or failure, or null
   */
  record Try(Instant begun, Instant ended, Reply reply, String taskId, String detail) {

    boolean saysNothingStored() {
      return reply == Reply.REFUSED && detail != null && detail.contains("othing was stored");
    }
  }

  boolean acknowledged() {
    return receipt().isPresent();
  }

  Optional<Try> receipt() {
    return tries.stream().filter(call -> call.reply() == Reply.ACCEPTED).findFirst();
  }

  /** Whether each call was answered so that the caller must believe that nothing is stored. */
  boolean saidNotStored() {
    return !tries.isEmpty() && tries.stream().allMatch(Try::saysNothingStored);
  }
}
