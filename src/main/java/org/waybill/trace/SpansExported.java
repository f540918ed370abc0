package org.waybill.trace;

/**
 * Event: what became of spans of this node.
 *
 * @param sent false if they are lost: there were too many, or the collector did not take them
 */
public record SpansExported(int count, boolean sent) {}
