package org.waybill.task;

import java.util.UUID;

/**
 * Event: a dispatch message was delivered again for a task that this worker is recorded to run, so
 * the worker may be dead.
 */
public record WorkerSuspected(UUID worker) {}
