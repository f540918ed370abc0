package org.waybill.task;

/**
 * Event: a retention clean-up is complete, so that data of deleted tasks may be deleted as well.
 */
public record PurgeCompleted() {}
