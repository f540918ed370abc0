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
 */
package org.waybill.api;
