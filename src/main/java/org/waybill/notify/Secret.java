package org.waybill.notify;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What signs deliveries, as "Standard Webhooks" says: HMAC-SHA256 over id, time and body.
 *
 * @param text {@code whsec_} and base64
 * @param former what signs as well while receivers learn the new one, or null
 * @param formerUntil when the former one ends, or null
 */
public record Secret(String text, String former, Instant formerUntil) {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String PREFIX = "whsec_";
  private static final int FRESH_BYTES = 32;
  private static final int LEAST_BYTES = 24;
  private static final int MOST_BYTES = 64;

  /** What a given secret may be, in words. */
  public static final String ALLOWED = "whsec_ followed by the Base64 of 24 to 64 bytes";

  static String fresh() {
    byte[] bytes = new byte[FRESH_BYTES];
    RANDOM.nextBytes(bytes);
    return PREFIX + Base64.getEncoder().encodeToString(bytes);
  }

  public static boolean isSecret(String text) {
    try {
      int length = text.startsWith(PREFIX) ? key(text).length : 0;
      return length >= LEAST_BYTES && length <= MOST_BYTES;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** The value of {@code webhook-signature}: one for each secret that is live. */
  String sign(String id, Instant now, byte[] body) {
    String signature = sign(text, id, now, body);
    boolean both = former != null && formerUntil != null && now.isBefore(formerUntil);
    return both ? signature + " " + sign(former, id, now, body) : signature;
  }

  private static String sign(String secret, String id, Instant now, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key(secret), "HmacSHA256"));
      mac.update((id + "." + now.getEpochSecond() + ".").getBytes(StandardCharsets.UTF_8));
      return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HMAC-SHA256", e);
    }
  }

  private static byte[] key(String secret) {
    return Base64.getDecoder().decode(secret.substring(PREFIX.length()));
  }
}
