package org.waybill.mcp;

/**
 * A session as the server opened it.
 *
 * @param id null if the server keeps none
 * @param revision agreed on
 */
record McpSession(String id, String revision) {}
