package org.waybill.board;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.UUID;

/**
 * A finished question.
 *
 * @param taskId the task that answered it
 * @param content {@code question}, {@code plan}, {@code answer}
 */
public record Snapshot(UUID id, UUID taskId, Instant createdAt, JsonObject content) {}
