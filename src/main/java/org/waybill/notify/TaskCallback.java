package org.waybill.notify;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.waybill.task.EventKind;

/**
 * A request to post the events of one task.
 *
 * @param tenant tenant that may see the deliveries
 * @param format the {@link PayloadFormat} of the body
 * @param key identifies the callback within its task and format; the same key replaces the former
 *     one
 * @param url checked by {@code SafeHttpClient} before
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
