package org.waybill.notify;

import java.time.Duration;
import java.util.UUID;
import org.waybill.notify.Notification.Reason;
import org.waybill.owner.Owner;
import org.waybill.task.EventKind;

/** What may become a notification. */
record NotificationCandidate(
    UUID id, Owner owner, UUID taskId, EventKind kind, Reason reason, Duration duration) {}
