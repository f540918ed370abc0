package org.waybill.config;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Settings of the transcription of speech; listed with all {@link KnownSettings}. */
public final class TranscriberSettings {

  public static final Setting<Optional<URI>> URL =
      Setting.optionalAddress(
          "waybill.transcriber.url",
          "Base URL of an OpenAI-compatible transcription API, such as http://host:8000/v1; unset:"
              + " recordings fail with `needs_transcriber`.");

  public static final Setting<String> MODEL =
      Setting.text("waybill.transcriber.model", "whisper-1", "Name of the transcription model.");

  public static final Setting<Optional<String>> KEY =
      Setting.optional("waybill.transcriber.api-key", "API key of the transcription API.");

  public static final Setting<Integer> MAX_SECONDS =
      Setting.number(
          "waybill.transcriber.max-seconds",
          600,
          2,
          7_200,
          "Maximum length of the parts in which a recording is sent, in seconds.");

  public static final Setting<Integer> MAX_MEGABYTES =
      Setting.number(
          "waybill.transcriber.max-megabytes",
          25,
          1,
          1_000,
          "Maximum size of the parts in which a recording is sent, in MB; one minute has 1.92 MB.");

  public static final Setting<Duration> TIME =
      Setting.duration(
          "waybill.transcriber.time",
          "10m",
          "1s",
          "1d",
          "Maximum time of the transcription of one part.");

  private TranscriberSettings() {}
}
