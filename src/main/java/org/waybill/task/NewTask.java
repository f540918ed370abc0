package org.waybill.task;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.waybill.handler.RetryPolicy;

/**
 * A validated task that is not stored yet. Built by {@link NewTaskBuilder}.
 *
 * @param id UUIDv7
 * @param input JSON text
 * @param notBefore earliest start, or null
 * @param timeout of one attempt
 * @param tags JSON array text, or null
 * @param metadata JSON object text, or null
 * @param terms what few tasks have; {@link TaskConstraints#NONE} for most
 * @param messages chat messages stored in the same transaction; usually none
 */
public record NewTask(
    UUID id,
    String tenant,
    String userId,
    String workspaceId,
    String chatId,
    String type,
    String queue,
    int priority,
    Instant notBefore,
    Duration timeout,
    RetryPolicy retries,
    String correlationId,
    String callbackUrl,
    String tags,
    String metadata,
    String input,
    TaskConstraints terms,
    List<NewMessage> messages) {

  /** Where a priority is not given. */
  public static final int USUAL_PRIORITY = 4;

  /** Whether it waits for its time first. */
  public boolean waitsForItsTime() {
    return notBefore != null;
  }

  /** Whether it can start as soon as a worker is free. */
  public boolean mayStartAtOnce() {
    return notBefore == null && !terms.blocks();
  }

  /** How long its texts without a short limit are together. */
  public long characters() {
    return length(input) + length(metadata);
  }

  private static long length(String text) {
    return text == null ? 0 : text.length();
  }
}
