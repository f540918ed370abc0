package org.waybill.config;

import java.time.Duration;

/** Settings of voice messages; listed with all {@link KnownSettings}. */
public final class VoiceSettings {

  public static final Setting<Duration> TIMEOUT =
      Setting.duration(
          "waybill.voice.timeout",
          "30s",
          "100ms",
          "7d",
          "Timeout of one attempt at a voice message.");
  public static final Setting<Integer> RETRIES =
      Setting.number(
          "waybill.voice.retries", 3, 0, 99, "Retries of a voice message after the first attempt.");
  public static final Setting<Duration> BACKOFF =
      Setting.duration(
          "waybill.voice.backoff",
          "1s",
          "1ms",
          "1d",
          "Delay before the first retry of a voice message; doubled for each further one, with"
              + " jitter.");

  private VoiceSettings() {}
}
