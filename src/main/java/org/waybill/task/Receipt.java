package org.waybill.task;

import java.time.Instant;

/**
 * The receipt of a committed task.
 *
 * @param waits where it stood when it was stored
 * @param existing the task that was handed over before under the same key, instead of this one; or
 *     null
 */
public record Receipt(NewTask task, Instant createdAt, WaitReason waits, Existing existing) {

  /** What stands under a key already; of kind {@code ALONE}: what is in the way. */
  public record Existing(
      java.util.UUID id, byte[] fingerprint, TaskConstraints.UniquenessKey.Kind kind) {}
}
