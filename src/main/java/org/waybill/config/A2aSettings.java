package org.waybill.config;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Settings of the agent-to-agent interface; listed with all {@link KnownSettings}. */
public final class A2aSettings {

  public static final Setting<Optional<String>> PUBLIC_URL =
      new Setting<>(
          "waybill.public.url",
          "",
          "an http or https URL",
          "Public base URL of this server, such as https://waybill.example.com; unset: taken from"
              + " each request.",
          A2aSettings::url);
  public static final Setting<Duration> LONGEST_WAIT =
      Setting.duration(
          "waybill.a2a.longest-wait",
          "60s",
          "1s",
          "10m",
          "Maximum time that a blocking A2A request waits for its task to end.");

  public static final Setting<Duration> HOLD =
      Setting.duration(
          "waybill.a2a.hold",
          "20s",
          "1s",
          "10m",
          "Time for which a call of a remote agent keeps its worker; then the task waits without.");

  /** Read and checked by the client, which knows its form. */
  public static final Setting<Optional<String>> REMOTE_AGENTS =
      new Setting<>(
          "waybill.remote.agents",
          "",
          "JSON text, or the name of a file of it",
          "Other agents that tasks and agents may delegate to, over A2A; see remote-agents.md.",
          text -> text.isBlank() ? Optional.empty() : Optional.of(text));

  private A2aSettings() {}

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
