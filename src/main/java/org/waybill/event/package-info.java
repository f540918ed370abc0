/**
 * Tells what has happened to whoever observes it.
 *
 * <p>Decided here: observers stay CDI observers ({@code @Observes}), but are called one by one,
 * each guarded. {@code Event.fire} stops at the first that throws and gives its exception to
 * whoever fired, who has committed already and can do nothing about it.
 */
package org.waybill.event;
