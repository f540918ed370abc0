package org.waybill.speech;

import java.util.List;
import java.util.Locale;

/** A transcript as text and as subtitles. */
public final class SubtitleText {

  /** A pause of so many seconds begins a paragraph. */
  private static final double PAUSE = 2.5;

  private static final long HOUR = 3_600_000;
  private static final long MINUTE = 60_000;
  private static final long SECOND = 1_000;

  private SubtitleText() {}

  /** Without times, in paragraphs. */
  public static String plain(List<Spoken> spoken) {
    StringBuilder text = new StringBuilder();
    double last = 0;
    for (Spoken each : spoken) {
      boolean paragraph = each.start() - last >= PAUSE;
      text.append(text.length() == 0 ? "" : paragraph ? "\n\n" : " ").append(line(each));
      last = each.end();
    }
    return text.toString();
  }

  /** SubRip. */
  public static String srt(List<Spoken> spoken) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < spoken.size(); i++) {
      Spoken each = spoken.get(i);
      text.append(i + 1).append('\n').append(times(each, ',')).append('\n');
      text.append(line(each).replace("-->", "->")).append("\n\n");
    }
    return text.toString();
  }

  /** WebVTT. */
  public static String vtt(List<Spoken> spoken) {
    StringBuilder text = new StringBuilder("WEBVTT\n\n");
    for (Spoken each : spoken) {
      String escaped = line(each).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
      text.append(times(each, '.')).append('\n').append(escaped).append("\n\n");
    }
    return text.toString();
  }

  private static String line(Spoken spoken) {
    return spoken.text().strip().replaceAll("\\s+", " ");
  }

  private static String times(Spoken spoken, char point) {
    return time(spoken.start(), point) + " --> " + time(spoken.end(), point);
  }

  private static String time(double seconds, char point) {
    long millis = Math.round(Math.max(0, seconds) * SECOND);
    return String.format(
        Locale.ROOT,
        "%02d:%02d:%02d%c%03d",
        millis / HOUR,
        millis % HOUR / MINUTE,
        millis % MINUTE / SECOND,
        point,
        millis % SECOND);
  }
}
