/**
 * The only spelling of JMS outside the message-driven beans: sends hints (ids only), replies and
 * calls to all nodes, looks at what lies in a queue, reads what producers send, keeps what was no
 * task.
 *
 * <p>Decided here:
 *
 * <ul>
 *   <li>Hints are NON_PERSISTENT text messages of one or several ids, sent by one thread that
 *       nobody waits for. The rows are the truth, so a lost hint costs a second look, never a task.
 *       The same holds for calls to all nodes.
 *   <li>Java objects of producers are never deserialised: anybody's classes would run.
 *   <li>What a sender says of itself decides nothing: a queue is a client's own by its name, and
 *       nobody gets our own queues filled by naming them as the place of a reply.
 * </ul>
 */
package org.waybill.queue;
