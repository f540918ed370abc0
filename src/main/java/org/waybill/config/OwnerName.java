package org.waybill.config;

import java.util.regex.Pattern;

/**
 * What tenants and users may be called. Neither a slash, which parts the two where they are joined,
 * nor a star, which stands for each of them where rules are made.
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
