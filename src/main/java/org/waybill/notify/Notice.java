package org.waybill.notify;

import java.time.Duration;
import java.util.UUID;
import org.waybill.notify.Notification.Reason;
import org.waybill.task.EventKind;

/** What may become a notification. */
record Notice(
    UUID id, Whose owner, UUID taskId, EventKind kind, Reason reason, Duration duration) {}
