/**
 * Waybill as a server of the Model Context Protocol, at {@code /mcp}: revisions 2025-06-18 and
 * 2025-11-25 with their handshake, and 2026-07-28 without one, on one URL.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>No session: {@code initialize} assigns none, so that every node can answer every request
 *       and a restart loses nothing. What has to live longer is a task; what passes through the
 *       client is signed with a key from the database ({@link org.waybill.api.mcp.RequestState}).
 *   <li>Every call of a tool that works is a task: the protocol's own tasks are ours, and a call
 *       that takes too long is answered with the id of its task.
 *   <li>An event's id names its task, its number and the request, so that any node can go on with a
 *       stream that was cut.
 *   <li>An approval is never given here.
 * </ul>
 */
package org.waybill.api.mcp;
