package org.waybill.api;

import jakarta.ws.rs.core.HttpHeaders;
import java.time.Duration;
import java.util.List;

/**
 * The {@code Prefer} header of RFC 7240: {@code wait=N} asks for the finished task if it ends
 * within N seconds. By that RFC, what cannot be understood is no error but as if it were not there.
 */
public final class Prefer {

  private static final int LONGEST_SECONDS = 60;

  private Prefer() {}

  /** How long to wait; zero where nobody asked. */
  public static Duration waitOf(HttpHeaders headers) {
    List<String> values = headers.getRequestHeader("Prefer");
    return values == null ? Duration.ZERO : waitOf(String.join(",", values));
  }

  static Duration waitOf(String header) {
    for (String preference : header.split(",", -1)) {
      String token = preference.split(";", 2)[0];
      String[] parts = token.split("=", 2);
      if (parts.length == 2 && parts[0].strip().equalsIgnoreCase("wait")) {
        String seconds = parts[1].strip().replaceAll("^\"|\"$", "");
        // The first one counts, as the RFC has it.
        return seconds.matches("\\d{1,9}")
            ? Duration.ofSeconds(Math.min(Integer.parseInt(seconds), LONGEST_SECONDS))
            : Duration.ZERO;
      }
    }
    return Duration.ZERO;
  }
}
