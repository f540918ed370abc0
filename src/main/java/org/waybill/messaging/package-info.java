/**
 * The only spelling of JMS outside of those who take messages: brings messages to them, sends hints
 * (ids only), replies and calls to all nodes, looks at what lies in a queue, reads what producers
 * send, keeps what was no task.
 *
 * <p>Decided here:
 *
 * <ul>
 *   <li>Hints are NON_PERSISTENT text messages of one or several ids, sent by one thread that
 *       nobody waits for. The rows are the truth, so a lost hint costs a second look, never a task.
 *       The same holds for calls to all nodes.
 *   <li>One message-driven bean receives the messages of all queues and topics, and hands each to
 *       who listens there. The consumers are those of our own resource adapter ({@code
 *       waybill-consumers.rar}), which is told through the MBean server where to listen, once the
 *       application is ready; only that name and shape are shared with it.
 *   <li>Nothing but the wish that a message comes again leaves the bean, as an application
 *       exception: for others servers log a stack in words of their own and throw the bean away.
 *   <li>Messages on topics have no time to live: it would be judged by another machine's clock.
 *       What is too much, the broker drops.
 *   <li>Java objects of producers are never deserialised: anybody's classes would run.
 *   <li>What a sender says of itself decides nothing: a queue is a client's own by its name, and
 *       nobody gets our own queues filled by naming them as the place of a reply.
 * </ul>
 */
package org.waybill.messaging;
