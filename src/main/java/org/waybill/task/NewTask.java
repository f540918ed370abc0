package org.waybill.task;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.waybill.handler.RetryPolicy;
import org.waybill.owner.Owner;

/**
 * A validated task that is not stored yet. Built by {@link NewTaskBuilder}.
 *
 * @param id UUIDv7
 * @param terms what few tasks have; {@link TaskConstraints#NONE} for most
 * @param messages chat messages stored in the same transaction; usually none
 */
public record NewTask(
    UUID id,
    Owner owner,
    Work work,
    Timing timing,
    Labels labels,
    TaskConstraints terms,
    List<NewMessage> messages) {

  /**
   * What is to be done.
   *
   * @param input JSON text
   */
  public record Work(String type, String queue, int priority, String input) {}

  /**
   * When, and how often.
   *
   * @param notBefore earliest start, or null
   * @param timeout of one attempt
   */
  public record Timing(Instant notBefore, Duration timeout, RetryPolicy retries) {}

  /**
   * What its submitter has written on it; all may be null.
   *
   * @param tags JSON array text
   * @param metadata JSON object text
   */
  public record Labels(
      String workspaceId,
      String chatId,
      String correlationId,
      String callbackUrl,
      String tags,
      String metadata) {}

  /** Where a priority is not given. */
  public static final int USUAL_PRIORITY = 4;

  /** Whether it waits for its time first. */
  public boolean waitsForItsTime() {
    return timing.notBefore() != null;
  }

  /** Whether it can start as soon as a worker is free. */
  public boolean mayStartAtOnce() {
    return timing.notBefore() == null && !terms.blocks();
  }

  /** How long its texts without a short limit are together. */
  public long characters() {
    return length(work.input()) + length(labels.metadata());
  }

  private static long length(String text) {
    return text == null ? 0 : text.length();
  }
}
