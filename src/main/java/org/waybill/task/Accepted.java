package org.waybill.task;

import java.time.Instant;

/** The receipt: the task is committed. */
public record Accepted(NewTask task, Instant createdAt) {}
