package org.waybill.messaging;

/**
 * Something that was told to all nodes.
 *
 * @param node who told it; null if it does not say
 */
public record NodeMessage(String node, String text) {}
