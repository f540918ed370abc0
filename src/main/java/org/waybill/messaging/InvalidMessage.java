package org.waybill.messaging;

import java.time.Instant;
import java.util.UUID;

/**
 * A JMS message that was not a valid task.
 *
 * @param source the queue it was received from
 * @param reason what was wrong, and what is allowed
 * @param headers JSON object text
 * @param body the beginning, or null where it was not read
 * @param bodyBytes length of the whole body
 */
public record InvalidMessage(
    UUID id,
    String tenant,
    String source,
    String reason,
    String headers,
    byte[] body,
    long bodyBytes,
    Instant receivedAt) {}
