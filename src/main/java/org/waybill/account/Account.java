package org.waybill.account;

import java.time.Instant;
import java.util.UUID;
import org.waybill.owner.Owner;

/**
 * A connected account, without its secret.
 *
 * @param scopes that were granted, separated by spaces
 * @param isConnected false once the provider has refused the secret
 * @param expiresAt of the access token, which is refreshed before; null if unknown
 * @param version of the secret
 */
public record Account(
    UUID id,
    Owner owner,
    String provider,
    AccountKind kind,
    String scopes,
    boolean isConnected,
    Instant expiresAt,
    Instant createdAt,
    Instant usedAt,
    int version) {

  /** {@code connected} or {@code expired}. */
  public String state() {
    return isConnected ? "connected" : "expired";
  }
}
