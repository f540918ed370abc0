/**
 * Delivers the broker's messages to the application's message-driven bean, as a Jakarta Connectors
 * resource adapter in an archive of its own ({@code waybill-consumers.rar}); the same on every
 * server, and never in the WAR. Plain JMS and Connectors, no broker classes.
 *
 * <ul>
 *   <li>Why not the broker's own adapter: its client calls a listener, stops receiving for ever
 *       after some failures, and nothing notices or could repair it. Here each consumer is a thread
 *       with a session of its own that calls receive. After any error the session is discarded and
 *       recreated; an exception of the bean costs a rollback.
 *   <li>A receive that finds nothing is answered by the broker through this very consumer; so each
 *       consumer proves every two seconds that it works, and one that gets no response is
 *       interrupted and recreated. On topics a node must also receive its own echo messages.
 *   <li>One bean with one activation serves all destinations. The application sets the destinations
 *       and the number of consumers at run time by {@link org.waybill.consumer.ConsumersMXBean}: an
 *       activation is fixed once deployed. The adapter remembers these values, since servers
 *       activate the bean at different times, WildFly only after the application has started. The
 *       {@code JMSDestination} of a message tells the bean where it comes from.
 *   <li>Application and adapter communicate through the MBean server, since servers differ in which
 *       classes of an adapter an application sees.
 *   <li>A consumer acquires the bean before it receives a message: a message that cannot be
 *       delivered stays with the broker, and no delivery attempt is counted.
 *   <li>Threads belong to the adapter, since a consumer holds one for its whole life and servers
 *       size their work pools for short work. They inherit nothing from the application, and end
 *       with the bean's activation. The bean runs on its consumer's thread, so an interrupt of the
 *       work reaches it, and ends with it.
 *   <li>The bean manages its own transactions: the session is outside of JTA, and commits when the
 *       bean returns.
 * </ul>
 */
package org.waybill.consumer;
