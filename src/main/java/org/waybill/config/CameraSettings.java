package org.waybill.config;

import java.time.Duration;
import java.util.Optional;

/** Limits of cameras; listed with all {@link KnownSettings}. */
public final class CameraSettings {

  public static final Setting<Integer> FRAMES =
      Setting.number(
          "waybill.cameras.max-frames",
          200,
          1,
          100_000,
          "Maximum frames that are kept per camera; the oldest are deleted.");
  public static final Setting<Duration> RETENTION =
      Setting.duration(
          "waybill.cameras.frame-retention", "7d", "1s", "3650d", "How long a frame is kept.");
  public static final Setting<Duration> FETCH_TIME =
      Setting.duration(
          "waybill.cameras.fetch-time",
          "10s",
          "100ms",
          "1m",
          "Maximum time for getting a picture from a camera.");

  public static final Setting<Optional<String>> MODEL =
      Setting.optional(
          "waybill.cameras.model",
          "Name of the configured model that is asked about frames of cameras; it and its fallbacks"
              + " have to take images. Unset: none is asked.");

  private CameraSettings() {}
}
