package org.waybill.task;

/** So many finished tasks were deleted, since they had been kept long enough. */
public record TasksPurged(int count) {}
