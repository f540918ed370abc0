/**
 * Publishes events to their observers.
 *
 * <p>Decision: observers stay CDI observers ({@code @Observes}), but are called one by one, each
 * guarded. {@code Event.fire} stops at the first observer that throws and passes its exception to
 * the publisher, which has already committed and can do nothing about it.
 */
package org.waybill.event;
