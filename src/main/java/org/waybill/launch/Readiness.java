package org.waybill.launch;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Asks the application whether tasks can be accepted and run. */
record Readiness(int port) {

  private static final int TIME_OUT = 4_000;
  private static final Pattern DOWN =
      Pattern.compile("\"(database|broker|consumers)\"\\s*:\\s*\"(?!up\")");

  String address() {
    return "http://127.0.0.1:" + port;
  }

  /** What is still waited for; empty: nothing. */
  Optional<String> awaited() {
    try {
      HttpURLConnection call =
          (HttpURLConnection) URI.create(address() + "/health/ready").toURL().openConnection();
      call.setConnectTimeout(TIME_OUT);
      call.setReadTimeout(TIME_OUT);
      try {
        return awaited(call.getResponseCode(), body(call));
      } finally {
        call.disconnect();
      }
    } catch (IOException e) {
      return Optional.of("the application");
    }
  }

  /** A server without the application says "UP", too, of nothing. */
  static Optional<String> awaited(int status, String body) {
    if (!body.contains("\"waybill\"")) {
      return Optional.of("the application");
    }
    if (status == HttpURLConnection.HTTP_OK) {
      return Optional.empty();
    }
    String down =
        DOWN.matcher(body)
            .results()
            .map(found -> found.group(1))
            .collect(Collectors.joining(" and "));
    return Optional.of("the " + (down.isEmpty() ? "application" : down));
  }

  private static String body(HttpURLConnection call) throws IOException {
    try (InputStream bytes =
        call.getResponseCode() < 400 ? call.getInputStream() : call.getErrorStream()) {
      return bytes == null ? "" : new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
