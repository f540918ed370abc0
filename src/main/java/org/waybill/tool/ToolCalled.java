package org.waybill.tool;

/**
 * A call of a tool ended on this node.
 *
 * @param tool its name
 * @param done whether it gave a result
 */
public record ToolCalled(String tool, boolean done) {}
