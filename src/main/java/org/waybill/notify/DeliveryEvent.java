package org.waybill.notify;

import java.time.Instant;
import java.util.UUID;
import org.waybill.task.EventKind;

/**
 * What a delivery tells of.
 *
 * @param deliveryId the message's id, the same over all tries
 * @param taskId null if it is an event of a camera; then {@code kind} is null, too
 * @param note what the interface has stored with its callback, or null
 */
public record DeliveryEvent(
    UUID deliveryId, UUID taskId, int seq, EventKind kind, Instant at, String note) {}
