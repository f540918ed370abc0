package org.waybill.messaging;

/**
 * A broadcast to all nodes.
 *
 * @param node who told it; null if it does not say
 */
public record NodeMessage(String node, String text) {}
