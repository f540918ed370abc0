package org.waybill.drive;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.waybill.secret.Hmac;

/** Signs requests to S3 (Signature Version 4). */
record S3Signature(String region, String accessKey, String secretKey) {

  private static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final int DATE = 8;

  /**
   * The headers that a request needs.
   *
   * @param given other headers of it, by their names in lower case
   */
  Map<String, String> headers(
      String method, URI uri, Map<String, String> given, byte[] body, Instant at) {
    String time = TIME.format(at);
    String hash = hex(sha256(body));
    Map<String, String> signed = new TreeMap<>(given);
    signed.put("host", uri.getAuthority());
    signed.put("x-amz-content-sha256", hash);
    signed.put("x-amz-date", time);
    String names = String.join(";", signed.keySet());
    String request = String.join("\n", method, uri.getRawPath(), "", lines(signed), names, hash);
    Map<String, String> headers = new LinkedHashMap<>(signed);
    headers.remove("host");
    headers.put(
        "Authorization",
        "%s Credential=%s/%s, SignedHeaders=%s, Signature=%s"
            .formatted(ALGORITHM, accessKey, scope(time), names, signature(request, time)));
    return headers;
  }

  /** An address at which anybody gets this until that time is over. */
  URI presigned(URI uri, Instant at, Duration time) {
    String begin = TIME.format(at);
    Map<String, String> query = new TreeMap<>();
    query.put("X-Amz-Algorithm", ALGORITHM);
    query.put("X-Amz-Credential", accessKey + "/" + scope(begin));
    query.put("X-Amz-Date", begin);
    query.put("X-Amz-Expires", Long.toString(time.toSeconds()));
    query.put("X-Amz-SignedHeaders", "host");
    String text =
        query.entrySet().stream()
            .map(each -> each.getKey() + "=" + DriveConnection.encoded(each.getValue()))
            .collect(Collectors.joining("&"));
    String request =
        String.join(
            "\n",
            "GET",
            uri.getRawPath(),
            text,
            "host:" + uri.getAuthority() + "\n",
            "host",
            "UNSIGNED-PAYLOAD");
    return URI.create(uri + "?" + text + "&X-Amz-Signature=" + signature(request, begin));
  }

  private static String lines(Map<String, String> headers) {
    return headers.entrySet().stream()
        .map(each -> each.getKey() + ":" + each.getValue() + "\n")
        .collect(Collectors.joining());
  }

  private String scope(String time) {
    return time.substring(0, DATE) + "/" + region + "/s3/aws4_request";
  }

  private String signature(String request, String time) {
    String hash = hex(sha256(request.getBytes(StandardCharsets.UTF_8)));
    byte[] key = ("AWS4" + secretKey).getBytes(StandardCharsets.UTF_8);
    for (String part : scope(time).split("/")) {
      key = hmac(key, part);
    }
    return hex(hmac(key, String.join("\n", ALGORITHM, time, scope(time), hash)));
  }

  private static byte[] hmac(byte[] key, String text) {
    return Hmac.of(key, text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  /** Without the secret key. */
  @Override
  public String toString() {
    return "S3Signature[" + region + ", " + accessKey + "]";
  }
}
