/**
 * The HTTP doors, one package below this one per subject; here is only what all of them answer
 * with.
 *
 * <p>Decided here: every error is a {@link org.waybill.api.Problem}, written as RFC 9457 {@code
 * application/problem+json}. Doors write JSON with JSON-P, so that the answer does not depend on
 * which binding a server prefers.
 */
package org.waybill.api;
