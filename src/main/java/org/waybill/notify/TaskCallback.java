package org.waybill.notify;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.waybill.task.EventKind;

/**
 * A wish to be told of one task's events.
 *
 * @param tenant whose deliveries they are to see
 * @param format which {@link PayloadFormat} says what is posted
 * @param key tells the hooks of one task and format apart; one with the same replaces the former
 * @param url checked by {@code Outbound} before
 * @param headers sent along, such as {@code Authorization}
 * @param note for the {@link PayloadFormat}, or null
 */
public record TaskCallback(
    UUID taskId,
    String tenant,
    String userId,
    String format,
    String key,
    String url,
    Set<EventKind> kinds,
    Map<String, String> headers,
    String note) {}
