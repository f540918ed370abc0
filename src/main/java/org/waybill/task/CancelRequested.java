package org.waybill.task;

import java.util.UUID;

/**
 * Event: cancellation of a running task was requested; its worker, if it is on this node, is
 * notified at once.
 */
public record CancelRequested(UUID taskId) {}
