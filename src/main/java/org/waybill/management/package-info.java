/**
 * MBeans of queues, workers, task types, dead letters and background services, for JConsole and
 * whatever else speaks JMX.
 *
 * <p>Decided here:
 *
 * <ul>
 *   <li>They are registered in the platform's MBean server while the application runs, under the
 *       domain {@code org.waybill}, as MXBeans: a client needs none of our classes. Errors are
 *       {@link java.lang.IllegalArgumentException} and {@link java.lang.IllegalStateException} with
 *       a message and no cause, for the same reason.
 *   <li>Operations call what the HTTP API calls, for all tenants: whoever reaches the server's JMX
 *       connector administers the server.
 *   <li>What costs a query is read once a second at most, however many attributes are polled, on a
 *       thread of the application; a database that does not answer fails the attribute after two
 *       seconds, and does not block the connector.
 * </ul>
 */
package org.waybill.management;
