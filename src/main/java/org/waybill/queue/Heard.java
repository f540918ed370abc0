package org.waybill.queue;

/**
 * Something that was told to all nodes.
 *
 * @param node who told it; null if it does not say
 */
public record Heard(String node, String text) {}
