package org.waybill.api.a2a;

import org.waybill.api.RequestBody;

/**
 * Where updates of a task are to be sent.
 *
 * @param id null for a new one
 * @param token comes with each update, so that the receiver knows it; or null
 * @param scheme of the header {@code Authorization}, or null
 */
record PushRequest(String id, String url, String token, String scheme, String credentials) {

  private static final int LONGEST = 2_000;
  private static final int LONGEST_ID = 200;

  static PushRequest read(RequestBody config, Spelling spelling) {
    RequestBody authentication = config.nested("authentication");
    return new PushRequest(
        blankAsNull(config.text("id", LONGEST_ID)),
        config.requiredText("url", LONGEST),
        blankAsNull(config.text("token", LONGEST)),
        spelling.isLegacy() ? firstScheme(authentication) : scheme(authentication),
        blankAsNull(authentication.text("credentials", LONGEST)));
  }

  private static String scheme(RequestBody authentication) {
    return blankAsNull(authentication.text("scheme", LONGEST_ID));
  }

  /** Version 0.3 names several that the receiver takes. */
  private static String firstScheme(RequestBody authentication) {
    authentication.texts("schemes", 10, LONGEST_ID);
    var schemes = authentication.array("schemes", 10);
    return schemes == null ? null : schemes.getString(0);
  }

  private static String blankAsNull(String text) {
    return text == null || text.isBlank() ? null : text;
  }
}
