/**
 * SecretEncryption at rest: what others must not read in the database, encrypted with AES-256 in
 * GCM.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>The stored text is {@code v1.<key id>.<nonce>.<ciphertext and tag>}, so that a value says
 *       which key it needs, and keys can be replaced while the server runs.
 *   <li>Table, row and column are authenticated with the value: moved to another place, it does not
 *       decrypt.
 *   <li>Every encrypted column stands in {@link org.waybill.secret.EncryptedColumn}: rotation and
 *       the count of values per key know no others.
 *   <li>Addresses that open without a token are signed with the same keys, so that they are rotated
 *       together: {@link org.waybill.secret.AddressSigner}.
 * </ul>
 */
package org.waybill.secret;
