/**
 * All JMS code except for the classes that process messages: delivers messages to listeners, sends
 * dispatch messages (ids only), replies and broadcasts to all nodes, browses queues, reads
 * producers' messages, and stores invalid ones.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>Dispatch messages are NON_PERSISTENT text messages with one or several ids, sent by one
 *       thread that nobody waits for. The rows are the truth, so a lost message costs a second
 *       look-up, never a task. The same holds for broadcasts to all nodes.
 *   <li>One message-driven bean receives the messages of all queues and topics and passes each one
 *       to the listener of its destination. The consumers belong to Waybill's resource adapter
 *       ({@code waybill-consumers.rar}), which gets the list of destinations through the MBean
 *       server once the application is ready; only that MBean name and its interface are shared.
 *   <li>Only a request for redelivery leaves the bean, as an application exception: for any other
 *       exception, servers log a stack trace of their own and discard the bean.
 *   <li>Messages on topics have no time to live: it would be judged by another machine's clock. The
 *       broker drops what exceeds its limits.
 *   <li>Java objects from producers are never deserialised, since that would run code of arbitrary
 *       classes.
 *   <li>Nothing that a sender claims about itself is trusted: a temporary queue is recognised by
 *       its name, and Waybill's own queues are not accepted as reply destinations.
 * </ul>
 */
package org.waybill.messaging;
