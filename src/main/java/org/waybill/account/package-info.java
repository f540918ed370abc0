/**
 * Connected accounts: what a user lets tools use at another service, such as a token of GitHub.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>Which services there are is the operators' decision ({@link
 *       org.waybill.account.Providers}); a user has at most one account at each.
 *   <li>A credential is for its owner's tasks alone, and for the tools that its provider names. It
 *       leaves this package as a {@link org.waybill.account.Credential}, which does not show
 *       itself.
 *   <li>Access tokens are refreshed before they expire, by one node at a time: a lease in the row
 *       says which one, so that a refresh token that may be used once is used once.
 *   <li>Only a provider's {@code invalid_grant} for the current token, or its 401, ends an account;
 *       a provider that is away does not.
 * </ul>
 */
package org.waybill.account;
