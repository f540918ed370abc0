package org.waybill.security;

import java.util.Optional;

/** Finds the token in an {@code Authorization} header. */
public final class BearerToken {

  private static final String SCHEME = "Bearer ";

  private BearerToken() {}

  /**
   * @param header may be null
   */
  public static Optional<String> in(String header) {
    boolean fits = header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    return fits ? Optional.of(header.substring(SCHEME.length()).strip()) : Optional.empty();
  }
}
