package org.waybill.config;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** What the agent-to-agent protocol's door needs to know; listed with all {@link Knobs}. */
public final class A2aKnobs {

  public static final Knob<Optional<String>> PUBLIC_URL =
      new Knob<>(
          "waybill.public.url",
          "",
          "an http or https URL",
          "Where others reach this server, such as https://waybill.example.com; unset: as asked.",
          A2aKnobs::url);
  public static final Knob<Duration> LONGEST_WAIT =
      Knob.duration(
          "waybill.a2a.longest-wait",
          "60s",
          "1s",
          "10m",
          "How long a blocking A2A message waits for its task's end before it is answered without.");

  private A2aKnobs() {}

  private static Optional<String> url(String text) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    URI uri = URI.create(text);
    if (!"http".equals(uri.getScheme()) && !"https".equals(uri.getScheme())) {
      throw new IllegalArgumentException(text);
    }
    return Optional.of(text.replaceAll("/+$", ""));
  }
}
