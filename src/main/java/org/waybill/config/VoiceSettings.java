package org.waybill.config;

import java.time.Duration;

/** How messages of voice clients are worked on; listed with all {@link KnownSettings}. */
public final class VoiceSettings {

  public static final Setting<Duration> TIMEOUT =
      Setting.duration(
          "waybill.voice.timeout", "30s", "100ms", "7d", "Time-out of one attempt at a message.");
  public static final Setting<Integer> RETRIES =
      Setting.number(
          "waybill.voice.retries", 3, 0, 99, "Further attempts at a message after a failed one.");
  public static final Setting<Duration> BACKOFF =
      Setting.duration(
          "waybill.voice.backoff",
          "1s",
          "1ms",
          "1d",
          "Gap before the first of them; doubled for each further one, with jitter.");

  private VoiceSettings() {}
}
