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

  /** Version 0.3 names several that the receiver takes. */
  private static String firstScheme(RequestBody authentication) {
    authentication.texts("schemes", 10, LONGEST_ID);
    var schemes = authentication.array("schemes", 10);
    return schemes == null ? null : schemes.getString(0);
  }

  /** What becomes a header of each update: a line break in it would only show when it is sent. */
  private static String header(RequestBody body, String field) {
    return blankAsNull(body.line(field, LONGEST));
  }

  private static String blankAsNull(String text) {
    return text == null || text.isBlank() ? null : text;
  }
}
