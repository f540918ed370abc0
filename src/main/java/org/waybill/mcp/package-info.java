/**
 * Client of the Model Context Protocol: the tools of configured servers, over streamable HTTP and
 * as processes (stdio).
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>A small client of our own: LangChain4j's needs Jackson, which must not be in the WAR, and
 *       gives a tool's time-out as a result.
 *   <li>A session that the server has forgotten (404) is opened anew once per call, and the call is
 *       sent once more: 404 means that it was not run.
 *   <li>A stream that is cut before the result is resumed by its last event id. Without one nobody
 *       knows whether the call was done: it fails, and of a tool that writes the next attempt is in
 *       doubt.
 *   <li>A call whose server asks a person stays open on a thread of its own, so that the attempt of
 *       the task can end with the question. A later attempt on the same node follows the call
 *       further; elsewhere it is a call that was interrupted.
 * </ul>
 */
package org.waybill.mcp;
