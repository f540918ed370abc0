package org.waybill.task;

/** Event: a number of finished tasks were deleted after their retention. */
public record TasksPurged(int count) {}
