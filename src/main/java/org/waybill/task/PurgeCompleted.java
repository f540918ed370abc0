package org.waybill.task;

/** A look at all finished tasks has ended: what belongs to those that are gone may go as well. */
public record PurgeCompleted() {}
