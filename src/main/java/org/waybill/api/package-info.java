/**
 * What all HTTP interfaces share; each has a package below this one.
 *
 * <p>Decision: every error is a {@link org.waybill.api.Problem}, written as RFC 9457 {@code
 * application/problem+json}. Interfaces write JSON with JSON-P, so that responses do not depend on
 * the binding that a server prefers.
 *
 * <p>A repeated request is recognised before it is validated, so that it is not rejected because of
 * what has changed since. Waiting for a task's end costs no thread, and one query for all waiting
 * callers a few times a second: most ends are published on the node where they happen.
 *
 * <p>Two filters run before everything else, in this order, by {@code web.xml}. {@link
 * org.waybill.api.RequestLineFilter} rejects URLs and headers that are never valid: malformed
 * hosts, control characters, invalid UTF-8. {@link org.waybill.api.BodyFilter} buffers a body that
 * has not arrived completely, within a time limit and a few per user at once, so that slow bodies
 * cannot occupy all threads. {@link org.waybill.api.LargeResponseFilter} does the same for clients
 * that read slowly: large responses and slow bodies share the slots of a user. (Read listeners,
 * which occupy none, were tried: now and then the arrival of a body was never reported.) {@link
 * org.waybill.api.FieldText} defines which text is valid in a field: names are single lines, ids
 * are usable in a path. Values that the database cannot store are the caller's error, 400; an
 * unexpected error is 500 with an id that is also in the log, with one stack trace per place.
 */
package org.waybill.api;
