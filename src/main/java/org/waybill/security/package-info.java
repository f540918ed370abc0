/**
 * Who calls, and what they may.
 *
 * <p>Decided here: API tokens are random 256-bit values, so their plain SHA-256 is enough to keep;
 * a found token is believed for some seconds without asking the database again. Every request below
 * the API must carry one: there is no list of open paths to forget an entry in. Where the settings
 * name an anonymous user, a call without a token is that user's; see {@link
 * org.waybill.security.AnonymousAccess} for what keeps other people's pages out.
 *
 * <p>All roles but {@code admin} act within their own tenant. What acts by itself later, such as a
 * schedule, is asked then for what its owner may do by now: {@link
 * org.waybill.security.OwnerRights}.
 */
package org.waybill.security;
