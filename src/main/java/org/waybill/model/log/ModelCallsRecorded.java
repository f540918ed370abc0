package org.waybill.model.log;

/**
 * Event: what became of records of model calls on this node.
 *
 * @param written false if they are lost: there were too many, or the database refused them
 */
public record ModelCallsRecorded(int count, boolean written) {}
