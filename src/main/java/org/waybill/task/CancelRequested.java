package org.waybill.task;

import java.util.UUID;

/** Somebody asked a running task to stop; its worker, if it is on this node, hears it at once. */
public record CancelRequested(UUID taskId) {}
