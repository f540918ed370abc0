package org.waybill.account;

import jakarta.json.JsonObject;
import java.util.UUID;

/** What a tool needs in order to act for a user at a provider; does not show itself. */
public final class Credential {

  private final UUID account;
  private final int version;
  private final Provider provider;
  private final JsonObject secret;

  Credential(UUID account, int version, Provider provider, JsonObject secret) {
    this.account = account;
    this.version = version;
    this.provider = provider;
    this.secret = secret;
  }

  UUID account() {
    return account;
  }

  int version() {
    return version;
  }

  public Provider provider() {
    return provider;
  }

  /** The access token, or the key. */
  public String token() {
    return secret.getString(provider.kind() == AccountKind.OAUTH2 ? "access" : "key");
  }

  /** Of a mail server: {@code user}, {@code password} and {@code from}. */
  public JsonObject login() {
    return secret;
  }

  @Override
  public String toString() {
    return "Credential[" + provider.name() + ", account " + account + "]";
  }
}
