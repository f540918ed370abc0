package org.waybill.config;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** Webhooks and notifications; listed with all {@link Knobs}. */
public final class NotifyKnobs {

  private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");

  public static final Knob<List<Duration>> WEBHOOK_GAPS =
      new Knob<>(
          "waybill.webhook.gaps",
          "5s,30s,2m,10m,1h,6h,24h",
          "durations with commas",
          "Gaps before the second, third, … try of a delivery; after the last it is given up.",
          text -> COMMA.splitAsStream(text).map(Knob::parseDuration).toList());
  public static final Knob<Duration> WEBHOOK_TIMEOUT =
      Knob.duration(
          "waybill.webhook.timeout",
          "15s",
          "100ms",
          "5m",
          "Longest wait for a webhook's receiver to answer.");
  public static final Knob<Duration> WEBHOOK_RETENTION =
      Knob.duration(
          "waybill.webhook.retention",
          "30d",
          "1m",
          "3650d",
          "How long a delivery is kept after it was made or given up.");

  private NotifyKnobs() {}
}
