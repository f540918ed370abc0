package org.waybill.task;

import java.util.UUID;

/** A message came back for a task that this worker is said to run: it may be dead. */
public record WorkerSuspected(UUID worker) {}
