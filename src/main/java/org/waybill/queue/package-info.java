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
 *   <li>Each consumer is a thread with a session of its own, and receives: a broker's client that
 *       calls a listener goes silent for ever after some failures, and nobody notices. Whatever
 *       goes wrong, the session is thrown away and another one made; an exception of the listener
 *       costs a rollback.
 *   <li>A receive that finds nothing is answered by the broker through this very consumer; so each
 *       of them proves every two seconds that it lives, and one that gets no answer is interrupted
 *       and made again. On topics a node must hear, besides, what it says to itself.
 *   <li>Messages on topics have no time to live: it would be judged by another machine's clock.
 *       What is too much, the broker drops.
 *   <li>Java objects of producers are never deserialised: anybody's classes would run.
 *   <li>What a sender says of itself decides nothing: a queue is a client's own by its name, and
 *       nobody gets our own queues filled by naming them as the place of a reply.
 * </ul>
 */
package org.waybill.queue;
