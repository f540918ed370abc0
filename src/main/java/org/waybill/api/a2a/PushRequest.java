package org.waybill.api.a2a;

import org.waybill.api.RequestBody;

/**
 * A push notification configuration.
 *
 * @param id null for a new one
 * @param token is sent with each update, so that the receiver can check it; or null
 * @param scheme of the header {@code Authorization}, or null
 */
record PushRequest(String id, String url, String token, String scheme, String credentials) {

  private static final int LONGEST = 2_000;
  private static final int LONGEST_ID = 200;

  static PushRequest read(RequestBody config, ProtocolVersion protocolVersion) {
    RequestBody authentication = config.nested("authentication");
    return new PushRequest(
        config.idOrBlank("id", LONGEST_ID),
        config.requiredText("url", LONGEST),
        header(config, "token"),
        protocolVersion.isLegacy() ? firstScheme(authentication) : scheme(authentication),
        header(authentication, "credentials"));
  }

  private static String scheme(RequestBody authentication) {
    return blankAsNull(authentication.line("scheme", LONGEST_ID));
  }

  /** Version 0.3 lists several schemes that the receiver accepts. */
  private static String firstScheme(RequestBody authentication) {
    authentication.texts("schemes", 10, LONGEST_ID);
    var schemes = authentication.array("schemes", 10);
    return schemes == null ? null : schemes.getString(0);
  }

  /** A value of a header; checked now, since a line break would fail only when it is sent. */
  private static String header(RequestBody body, String field) {
    return blankAsNull(body.line(field, LONGEST));
  }

  private static String blankAsNull(String text) {
    return text == null || text.isBlank() ? null : text;
  }
}
