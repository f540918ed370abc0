/**
 * The HTTP doors, one package below this one per subject; here is only what all of them answer
 * with.
 *
 * <p>Decided here: every error is a {@link org.waybill.api.Problem}, written as RFC 9457 {@code
 * application/problem+json}. Doors write JSON with JSON-P, so that the answer does not depend on
 * which binding a server prefers.
 *
 * <p>A repeated call is recognised before it is checked, so that it is not refused for what has
 * changed since. Who prefers to wait for a task's end costs no thread, and one query for all some
 * times a second: most ends are told on the node where they happen.
 *
 * <p>Two filters stand before everything, in this order, by {@code web.xml}. {@link
 * org.waybill.api.RequestLineFilter} refuses addresses and headers that no door can mean: malformed
 * hosts, control characters, what is no UTF-8. {@link org.waybill.api.BodyFilter} gathers a body
 * that is not there as a whole, within a time and for each user a few at once, so that bodies that
 * come in drops cannot hold all threads. (Read listeners, which hold none, were tried: now and then
 * a body that had come was never told.) What text may stand in a field is {@link
 * org.waybill.api.FieldText}'s: names are of one line, ids fit into a path. What the database
 * cannot store is the caller's mistake, 400; what nobody expected is 500 with an id that stands in
 * the log, whose stack is printed once for each place.
 */
package org.waybill.api;
