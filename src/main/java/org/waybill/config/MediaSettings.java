package org.waybill.config;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Settings of audio and video in pipelines; listed with all {@link KnownSettings}. */
public final class MediaSettings {

  public static final Setting<String> FFMPEG =
      Setting.text("waybill.ffmpeg", "ffmpeg", "Command that decodes audio and video.");

  public static final Setting<String> FFPROBE =
      Setting.text("waybill.ffprobe", "ffprobe", "Command that examines audio and video.");

  public static final Setting<Integer> MEGABYTES =
      Setting.number(
          "waybill.pipeline.media-megabytes",
          2_000,
          1,
          1_000_000,
          "Maximum size of an audio or video file of a pipeline job, in MB.");

  public static final Setting<Duration> TIME =
      Setting.duration(
          "waybill.pipeline.media-time",
          "30m",
          "1s",
          "1d",
          "Maximum time of fetching one audio or video file, and of each command that works on it.");

  public static final Setting<Duration> LENGTH =
      Setting.duration(
          "waybill.pipeline.media-length", "6h", "1s", "1d", "Maximum length of a recording.");

  public static final Setting<List<String>> DOWNLOADER =
      new Setting<>(
          "waybill.pipeline.downloader",
          "",
          "a command and its arguments, separated by spaces, with `{url}` and `{output}`",
          "Command that downloads from the sites of `WAYBILL_PIPELINE_DOWNLOADER_HOSTS` into the file"
              + " `{output}`; `{quality}` is the job's quality or `best`; unset: off.",
          MediaSettings::command);

  public static final Setting<List<String>> DOWNLOADER_HOSTS =
      new Setting<>(
          "waybill.pipeline.downloader-hosts",
          "",
          "host names, separated by commas",
          "Sites, with their subdomains, whose URLs `WAYBILL_PIPELINE_DOWNLOADER` gets.",
          MediaSettings::hosts);

  private MediaSettings() {}

  private static List<String> command(String text) {
    if (text.isEmpty()) {
      return List.of();
    }
    List<String> words = List.of(text.split("\\s+"));
    if (!text.contains("{url}") || !text.contains("{output}") || words.get(0).contains("{")) {
      throw new IllegalArgumentException(text);
    }
    return words;
  }

  private static List<String> hosts(String text) {
    return Arrays.stream(text.toLowerCase(Locale.ROOT).split(","))
        .map(String::strip)
        .filter(host -> !host.isEmpty())
        .toList();
  }
}
