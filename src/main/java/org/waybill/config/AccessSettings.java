package org.waybill.config;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Settings of access without a token, CORS and request bodies; listed with all {@link
 * KnownSettings}.
 */
public final class AccessSettings {

  private static final Pattern ORIGIN =
      Pattern.compile("https?://(?:[A-Za-z0-9.-]+|\\[[0-9A-Fa-f:]+])(?::\\d{1,5})?");

  public static final Setting<Optional<String>> ANONYMOUS =
      new Setting<>(
          "waybill.anonymous",
          "",
          "tenant/user, each " + OwnerName.ALLOWED,
          "Identity of requests without a token, such as default/voice_user; unset: such requests"
              + " are rejected.",
          text -> {
            require(text.isEmpty() || isIdentity(text));
            return Optional.of(text).filter(t -> !t.isEmpty());
          });

  public static final Setting<List<String>> CORS_ORIGINS =
      new Setting<>(
          "waybill.cors.origins",
          "",
          "origins such as https://app.example.com, http://localhost:3000",
          "Origins allowed to call the API from a browser (CORS); unset: only the server's own.",
          AccessSettings::origins);

  /** Who may read {@code /metrics} and {@code /openapi}. */
  public enum Readers {
    /** Programs on this machine; others with a token. */
    LOCAL,
    /** Only with a token: any for {@code /openapi}, an operator's for {@code /metrics}. */
    TOKEN,
    /** Anyone who reaches the port. */
    ALL
  }

  public static final Setting<Readers> METRICS_READERS =
      Setting.choice(
          "waybill.metrics.readers",
          Readers.LOCAL,
          Readers.class,
          "Who may read `/metrics` and `/openapi`: with `local`, programs on the same machine,"
              + " except proxies, need no token; all others need one (for `/metrics` an"
              + " operator's).");

  public static final Setting<Duration> BODY_TIME =
      Setting.duration(
          "waybill.body.time",
          "30s",
          "1s",
          "10m",
          "Maximum time to receive a request body; slower requests get 408.");

  public static final Setting<Duration> UPLOAD_TIME =
      Setting.duration(
          "waybill.upload.time", "10m", "1s", "6h", "Maximum time to receive a file upload.");

  private AccessSettings() {}

  private static boolean isIdentity(String text) {
    int slash = text.indexOf('/');
    return slash > 0
        && OwnerName.isAllowed(text.substring(0, slash))
        && OwnerName.isAllowed(text.substring(slash + 1));
  }

  private static List<String> origins(String text) {
    List<String> origins =
        Arrays.stream(text.split(",", -1)).map(String::strip).filter(t -> !t.isEmpty()).toList();
    origins.forEach(origin -> require(ORIGIN.matcher(origin).matches()));
    return origins;
  }

  private static void require(boolean allowed) {
    if (!allowed) {
      throw new IllegalArgumentException();
    }
  }
}
