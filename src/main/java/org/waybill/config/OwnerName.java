package org.waybill.config;

import java.util.regex.Pattern;

/**
 * Valid names of tenants and users: no slash, which separates the two where they are joined, and no
 * star, which means any name in rules.
 */
public final class OwnerName {

  /** In words. */
  public static final String ALLOWED = "1 to 64 characters of A-Z, a-z, 0-9 and . _ @ -";

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._@-]{1,64}");

  private OwnerName() {}

  public static boolean isAllowed(String name) {
    return name != null && NAME.matcher(name).matches();
  }
}
