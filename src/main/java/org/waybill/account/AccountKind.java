package org.waybill.account;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How an account is connected. */
public enum AccountKind {
  /** By the provider's consent page: OAuth 2, authorization code with PKCE. */
  OAUTH2,
  /** By a key that the user enters. */
  API_KEY,
  /** By the user name and password of a mail server. */
  SMTP;

  /** As shown and stored: lower case. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<AccountKind> find(String label) {
    return Arrays.stream(values()).filter(kind -> kind.label().equals(label)).findFirst();
  }
}
