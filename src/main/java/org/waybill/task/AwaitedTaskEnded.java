package org.waybill.task;

import java.util.UUID;

/** Event: a task has ended that other tasks depend on. */
public record AwaitedTaskEnded(UUID taskId) {}
