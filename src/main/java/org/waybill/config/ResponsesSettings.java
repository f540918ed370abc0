package org.waybill.config;

import java.time.Duration;

/** Settings of the Open Responses interface; listed with all {@link KnownSettings}. */
public final class ResponsesSettings {

  public static final Setting<Duration> LONGEST_WAIT =
      Setting.duration(
          "waybill.responses.longest-wait",
          "60s",
          "1s",
          "10m",
          "Maximum time that POST /v1/responses waits for the response to end, unless it is"
              + " streamed or in the background.");

  private ResponsesSettings() {}
}
