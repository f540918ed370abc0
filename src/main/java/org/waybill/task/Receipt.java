package org.waybill.task;

import java.time.Instant;

/**
 * The receipt of a committed task.
 *
 * @param waits why it was waiting when it was stored
 * @param existing the task that was submitted before under the same key, instead of this one; or
 *     null
 */
public record Receipt(NewTask task, Instant createdAt, WaitReason waits, Existing existing) {

  /** The existing task of a key; for kind {@code ALONE}, the task that is in the way. */
  public record Existing(
      java.util.UUID id, byte[] fingerprint, TaskConstraints.UniquenessKey.Kind kind) {}
}
