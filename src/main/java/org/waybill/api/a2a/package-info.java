/**
 * The agent-to-agent protocol (A2A): other agents send messages and get tasks, in versions 1.0 and
 * 0.3, by JSON-RPC and by plain HTTP.
 *
 * <p>Decision: a message is a chat message, a context is a chat, and a task of the protocol is any
 * task that belongs to a chat, whichever interface submitted it. So this interface has no state
 * machine of its own; it stores only later messages to a task and push notification configurations.
 *
 * <p>Both versions share one implementation, and {@link org.waybill.api.a2a.ProtocolVersion} knows
 * the differences. One card serves the clients of both, since each ignores the members of the
 * other. The header {@code A2A-Version} selects the version; without it the method name does, and
 * HTTP uses 0.3, as specified.
 *
 * <p>A repeated message (by its {@code messageId}) returns the task that it created before. A
 * blocking call waits without a thread and for a limited time; after that the client gets the
 * current task, and can poll or subscribe.
 *
 * <p>A stream is built from the task's numbered events, so that it can resume anywhere: it starts
 * with the task as of the last event that the client has received, reconstructed from the events up
 * to it, and continues from there. Push notifications are webhook deliveries, configured before the
 * task is stored, so that none of its events is missed.
 */
package org.waybill.api.a2a;
