/**
 * Delivers the broker's messages to the application's message-driven bean, as a Jakarta Connectors
 * resource adapter of its own archive ({@code waybill-consumers.rar}); the same on every server,
 * and never in the WAR. Plain JMS and Connectors, no broker's classes.
 *
 * <ul>
 *   <li>Why not the broker's own adapter: its client calls a listener, goes silent for ever after
 *       some failures, and nobody notices or could mend it. Here each consumer is a thread with a
 *       session of its own, and receives. Whatever goes wrong, the session is thrown away and
 *       another one made; an exception of the bean costs a rollback.
 *   <li>A receive that finds nothing is answered by the broker through this very consumer; so each
 *       of them proves every two seconds that it lives, and one that gets no answer is interrupted
 *       and made again. On topics a node must hear, besides, what it says to itself.
 *   <li>One bean with one activation serves all destinations. Which, and by how many consumers, the
 *       application says at run time by {@link org.waybill.consumer.ConsumersMXBean}: an activation
 *       is fixed once it is deployed. The adapter keeps what it was told, since servers activate
 *       the bean at moments of their own, WildFly only after the application has started. A
 *       message's {@code JMSDestination} tells the bean where it comes from.
 *   <li>The MBean server lies between application and adapter, since servers differ in which
 *       classes of an adapter an application sees.
 *   <li>A consumer opens its way to the bean before it takes a message: one that cannot be
 *       delivered stays with the broker, and no attempt of it is counted.
 *   <li>Threads are the adapter's own, since a consumer holds one for its whole life and servers
 *       size their pools of work for short work. They inherit nothing of the application, and end
 *       with the bean's activation. The bean runs on its consumer's thread, so an interrupt of the
 *       work reaches it, and ends with it.
 *   <li>The bean's transaction is its own affair: the session is outside of JTA, and commits when
 *       the bean returns.
 * </ul>
 */
package org.waybill.consumer;
