package org.waybill.media;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a media type says: a recording, a manifest of a stream, or neither. */
public enum MediaKind {
  RECORDING,
  HLS,
  DASH;

  private static final Set<String> HLS_TYPES =
      Set.of(
          "application/vnd.apple.mpegurl",
          "application/x-mpegurl",
          "application/mpegurl",
          "audio/mpegurl",
          "audio/x-mpegurl");

  private static final Map<String, String> BY_ENDING =
      Map.ofEntries(
          Map.entry("m3u8", "application/vnd.apple.mpegurl"),
          Map.entry("mpd", "application/dash+xml"),
          Map.entry("mp4", "video/mp4"),
          Map.entry("m4v", "video/mp4"),
          Map.entry("mov", "video/quicktime"),
          Map.entry("mkv", "video/x-matroska"),
          Map.entry("webm", "video/webm"),
          Map.entry("avi", "video/x-msvideo"),
          Map.entry("mpg", "video/mpeg"),
          Map.entry("mpeg", "video/mpeg"),
          Map.entry("ts", "video/mp2t"),
          Map.entry("flv", "video/x-flv"),
          Map.entry("wmv", "video/x-ms-wmv"),
          Map.entry("mp3", "audio/mpeg"),
          Map.entry("m4a", "audio/mp4"),
          Map.entry("aac", "audio/aac"),
          Map.entry("wav", "audio/wav"),
          Map.entry("flac", "audio/flac"),
          Map.entry("ogg", "audio/ogg"),
          Map.entry("oga", "audio/ogg"),
          Map.entry("opus", "audio/ogg"),
          Map.entry("amr", "audio/amr"),
          Map.entry("wma", "audio/x-ms-wma"));

  /**
   * @param type without parameters, lower case; empty if it is neither
   */
  public static Optional<MediaKind> ofMediaType(String type) {
    if (HLS_TYPES.contains(type)) {
      return Optional.of(HLS);
    }
    if (type.equals("application/dash+xml")) {
      return Optional.of(DASH);
    }
    boolean recording =
        type.startsWith("audio/")
            || type.startsWith("video/")
            || type.equals("application/ogg")
            || type.equals("application/mp4");
    return recording ? Optional.of(RECORDING) : Optional.empty();
  }

  /** Whether this media type is that of a recording. */
  public static boolean isRecording(String type) {
    return ofMediaType(type).equals(Optional.of(RECORDING));
  }

  /** The media type that the ending of a file's name stands for; empty if it is none of these. */
  public static Optional<String> typeOfName(String name) {
    String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return Optional.ofNullable(BY_ENDING.get(ending));
  }

  /**
   * The media type of a file that is to be read as audio or video.
   *
   * @param declared without parameters, lower case; empty if unknown
   * @return empty if neither says that it is audio, video or a manifest
   */
  public static Optional<String> typeOf(String declared, String name) {
    if (ofMediaType(declared).isPresent()) {
      return Optional.of(declared);
    }
    boolean vague =
        declared.isEmpty()
            || declared.equals("application/octet-stream")
            || declared.equals("binary/octet-stream");
    if (vague) {
      return typeOfName(name);
    }
    boolean text = declared.equals("text/plain") || declared.endsWith("/xml");
    return text ? typeOfName(name).filter(type -> !isRecording(type)) : Optional.empty();
  }
}
