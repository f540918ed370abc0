package org.waybill.config;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Settings of OpenTelemetry spans; listed with all {@link KnownSettings}. */
public final class TraceSettings {

  /** Where spans are sent. */
  public static final Setting<Optional<URI>> URL =
      new Setting<>(
          "waybill.otlp.url",
          "",
          "an http or https URL",
          "Base URL of an OpenTelemetry collector (OTLP over HTTP, JSON), such as"
              + " http://host:4318; unset: no spans.",
          text -> text.isEmpty() ? Optional.empty() : Optional.of(url(text)));

  public static final Setting<Map<String, String>> HEADERS =
      new Setting<>(
          "waybill.otlp.headers",
          "",
          "name=value pairs, separated by commas",
          "Headers of requests to the collector, such as an API key.",
          TraceSettings::headers);

  public static final Setting<Boolean> CONTENTS =
      Setting.flag(
          "waybill.otlp.contents",
          false,
          "Whether spans contain messages, arguments and results of tools.");

  private static URI url(String text) {
    URI url = URI.create(text.replaceFirst("/+$", ""));
    boolean isHttp = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
    if (!isHttp || url.getHost() == null || url.getRawQuery() != null) {
      throw new IllegalArgumentException();
    }
    return url;
  }

  private static Map<String, String> headers(String text) {
    Map<String, String> headers = new LinkedHashMap<>();
    if (text.isEmpty()) {
      return headers;
    }
    for (String pair : text.split(",", -1)) {
      String name = pair.substring(0, Math.max(0, pair.indexOf('='))).strip();
      if (!name.matches("[A-Za-z0-9-]{1,100}")) {
        throw new IllegalArgumentException();
      }
      headers.put(name, pair.substring(pair.indexOf('=') + 1).strip());
    }
    return headers;
  }

  private TraceSettings() {}
}
