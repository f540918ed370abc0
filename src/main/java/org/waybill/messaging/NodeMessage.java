package org.waybill.messaging;

/**
 * A broadcast to all nodes.
 *
 * @param node the sender; null if unknown
 */
public record NodeMessage(String node, String text) {}
