package org.waybill.task;

import java.util.UUID;

/** A task has ended that others wait for. */
public record AwaitedTaskEnded(UUID taskId) {}
