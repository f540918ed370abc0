package org.waybill.task;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Work handed over and checked, not yet stored.
 *
 * @param id UUIDv7
 * @param input JSON text
 * @param notBefore earliest start, or null
 * @param timeout of one attempt
 * @param backoff before the second attempt
 * @param tags JSON array text, or null
 * @param metadata JSON object text, or null
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
    int maxAttempts,
    Duration timeout,
    Duration backoff,
    String correlationId,
    String callbackUrl,
    String tags,
    String metadata,
    String input,
    List<NewMessage> messages) {

  /** Where a priority is not given. */
  public static final int USUAL_PRIORITY = 4;
}
