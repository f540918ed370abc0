package org.waybill.console;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Content-Security-Policy of the console's pages: nothing inline but the import map, nothing
 * from elsewhere, no markup out of text.
 */
record ContentPolicy(String importMapHash) {

  private static final Pattern IMPORT_MAP =
      Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL);
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]+(:\\d{1,5})?");

  /** Reads the import map's hash out of the page. */
  static ContentPolicy of(String page) {
    Matcher map = IMPORT_MAP.matcher(page);
    if (!map.find()) {
      throw new IllegalArgumentException("the page has no import map");
    }
    byte[] hash = sha256(map.group(1).getBytes(StandardCharsets.UTF_8));
    return new ContentPolicy("sha256-" + Base64.getEncoder().encodeToString(hash));
  }

  /**
   * @param host the Host header of the request, or null. Where it is a plain name it is let in for
   *     WebSockets, since not every browser counts them as {@code 'self'}.
   */
  String header(String host) {
    boolean plain = host != null && HOST.matcher(host).matches();
    String sockets = plain ? " ws://" + host + " wss://" + host : "";
    return String.join(
        "; ",
        "default-src 'none'",
        "script-src 'self' '" + importMapHash + "'",
        "style-src 'self'",
        // Pictures that only the API's token opens are fetched and shown as blobs.
        "img-src 'self' blob:",
        "connect-src 'self'" + sockets,
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types lit-html");
  }

  static byte[] sha256(byte[] content) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(content);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
