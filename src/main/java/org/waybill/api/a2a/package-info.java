/**
 * The agent-to-agent protocol (A2A): other agents hand over messages and get tasks, in versions 1.0
 * and 0.3, by JSON-RPC and by plain HTTP.
 *
 * <p>Decided here: a message is a chat message, a context is a chat, and a task of the protocol is
 * any task that belongs to a chat, whichever door it came through. So this door has no state
 * machine of its own; it keeps but what the core has no place for: what was said to a task later,
 * and where its updates are pushed to.
 *
 * <p>Both versions are one door with two spellings: what happens is written once, and {@link
 * org.waybill.api.a2a.ProtocolVersion} knows the differences. One card serves the clients of both,
 * as each ignores what the other one reads. What the client says in the header {@code A2A-Version}
 * decides; without it a method's name does, and on HTTP it is 0.3, as the specification has it.
 *
 * <p>A message that comes again (by its {@code messageId}) is answered with the task that it made
 * before. A blocking message waits without a thread, and not for ever: whoever is still waiting
 * then gets the task as it stands, and asks again or subscribes.
 *
 * <p>A stream is told from the task's numbered events, so that it can begin anywhere: it opens with
 * the task as it stood at the event that the caller has seen last, put together from the events up
 * to it, and goes on from there. Push notifications are deliveries of the core, bound before the
 * task is stored: none of its events is missed.
 */
package org.waybill.api.a2a;
