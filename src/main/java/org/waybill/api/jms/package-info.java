/**
 * The interface for producers that speak JMS, AMQP 1.0 or STOMP: queue {@code waybill.submit}, and
 * the list of what came there and was no task.
 *
 * <p>Decided here:
 *
 * <ul>
 *   <li>A message is acknowledged after the durable accept, or after it was put to the invalid
 *       ones. While the database is away or too many wait, it stays with the broker.
 *   <li>Whose a task is, the settings say, or the broker; never a property that the sender sets.
 *   <li>A message that is delivered twice is one task, if its sender or the broker gave it an
 *       identity: {@code _AMQ_DUPL_ID}, else message id and time together with the body, since some
 *       clients number their messages from 1 each time.
 *   <li>A request whose reply would not be allowed is invalid: nobody should wait for ever.
 * </ul>
 */
package org.waybill.api.jms;
