package org.waybill.memory;

import java.time.Instant;
import java.util.UUID;

/**
 * What a user wants agents to know.
 *
 * @param taskId the task whose agent added it, or null if the user did
 */
public record Fact(UUID id, String text, UUID taskId, Instant at) {}
