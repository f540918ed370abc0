package org.waybill.media;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.waybill.config.MediaSettings;
import org.waybill.config.Setting;
import org.waybill.config.Settings;
import org.waybill.json.Json;

/** The commands ffprobe and ffmpeg. */
@ApplicationScoped
public class Ffmpeg {

  /**
   * Formats of single files; playlists and the like, which name other files, are not among them.
   */
  private static final String FORMATS =
      "aac,ac3,aiff,amr,amrnb,amrwb,asf,au,avi,caf,eac3,flac,flv,h264,m4v,matroska,mov,mp3,mp4,"
          + "mpeg,mpegts,mpegvideo,ogg,w64,wav,webm,wv";

  private static final List<String> LOCAL_FILES_ONLY =
      List.of("-protocol_whitelist", "file", "-format_whitelist", FORMATS);

  private static final int SAMPLE_RATE = 16_000;
  private static final int BYTES_PER_SECOND = 2 * SAMPLE_RATE;
  private static final long MESSAGES = 4_000_000;

  private final Settings settings;
  private final Commands commands;

  /** For the container's proxy. */
  protected Ffmpeg() {
    this(null, null);
  }

  @Inject
  Ffmpeg(Settings settings, Commands commands) {
    this.settings = settings;
    this.commands = commands;
  }

  /**
   * Examines a file.
   *
   * @throws UnusableMedia if it is no audio or video, or there is no ffprobe
   */
  public MediaInfo examine(Path file, BooleanSupplier stopped)
      throws IOException, UnusableMedia, InterruptedException {
    List<String> line = new ArrayList<>(List.of(settings.get(MediaSettings.FFPROBE)));
    line.addAll(List.of("-v", "error"));
    line.addAll(LOCAL_FILES_ONLY);
    line.addAll(List.of("-show_entries", "format=duration:stream=codec_type,height,duration"));
    line.addAll(List.of("-show_entries", "stream_disposition=attached_pic"));
    line.addAll(List.of("-of", "json", "file:" + file.toAbsolutePath()));
    try (WorkFolder folder = WorkFolder.create()) {
      Command.Result result =
          run(MediaSettings.FFPROBE, new Command(line, time(), MESSAGES, stopped), folder);
      if (result.exit() != 0) {
        throw unreadable(result, file);
      }
      return recording(Json.read(result.output()).asJsonObject());
    } catch (JsonException | ClassCastException e) {
      throw new IOException("ffprobe wrote something else than JSON", e);
    }
  }

  /**
   * Takes out the sound: mono, 16 kHz, 16 bits, as a WAV file. Its times are those of the file.
   *
   * @param longest what comes after it is left out
   * @throws UnusableMedia if it cannot be decoded, or there is no ffmpeg
   */
  public void extractSound(Path file, String to, Duration longest, Work work)
      throws IOException, UnusableMedia, InterruptedException {
    List<String> line = ffmpeg();
    line.addAll(input(file));
    line.addAll(List.of("-map", "0:a:0", "-vn", "-sn", "-dn", "-map_metadata", "-1"));
    // Sound that begins later than the picture begins with silence.
    line.addAll(List.of("-af", "aresample=async=1:first_pts=0", "-ac", "1"));
    line.addAll(List.of("-ar", Integer.toString(SAMPLE_RATE), "-c:a", "pcm_s16le"));
    line.addAll(List.of("-t", Long.toString(longest.toSeconds()), "-fflags", "+bitexact"));
    line.addAll(List.of("-flags", "+bitexact", "-f", "wav", "file:" + work.folder().file(to)));
    long most = (longest.toSeconds() + 1) * BYTES_PER_SECOND + MESSAGES;
    convert(line, file, most, work);
  }

  /** Joins a picture and a sound without encoding them again. */
  void join(Path picture, Path sound, String to, Work work)
      throws IOException, UnusableMedia, InterruptedException {
    List<String> line = ffmpeg();
    line.addAll(input(picture));
    line.addAll(input(sound));
    line.addAll(List.of("-map", "0:v:0", "-map", "1:a:0", "-c", "copy", "-f", "matroska"));
    line.add("file:" + work.folder().file(to));
    convert(line, picture, 3 * settings.get(MediaSettings.MEGABYTES) * 1_000_000L, work);
  }

  /**
   * Where a command works, and who may stop it.
   *
   * @param folder the results are files in it
   */
  public record Work(WorkFolder folder, BooleanSupplier stopped) {}

  private void convert(List<String> line, Path file, long most, Work work)
      throws IOException, UnusableMedia, InterruptedException {
    Command command = new Command(line, time(), most, work.stopped());
    Command.Result result = run(MediaSettings.FFMPEG, command, work.folder());
    if (result.exit() != 0) {
      throw unreadable(result, file);
    }
  }

  private List<String> ffmpeg() {
    return new ArrayList<>(
        List.of(
            settings.get(MediaSettings.FFMPEG),
            "-nostdin",
            "-hide_banner",
            "-loglevel",
            "error",
            "-y"));
  }

  private static List<String> input(Path file) {
    List<String> line = new ArrayList<>(LOCAL_FILES_ONLY);
    line.addAll(List.of("-i", "file:" + file.toAbsolutePath()));
    return line;
  }

  private Duration time() {
    return settings.get(MediaSettings.TIME);
  }

  private Command.Result run(Setting<String> program, Command command, WorkFolder folder)
      throws IOException, UnusableMedia, InterruptedException {
    try {
      return commands.run(command, folder);
    } catch (Commands.NoSuchCommand e) {
      throw new UnusableMedia(
          UnusableMedia.NEEDS_FFMPEG,
          "audio and video need the command '%s', which is not installed on this server; see %s"
              .formatted(command.program(), program.env()));
    }
  }

  /** What the command said last, without the path of the file. */
  private static UnusableMedia unreadable(Command.Result result, Path file) {
    String message = result.errors().lines().reduce("", (before, line) -> line);
    String shown = message.replace("file:", "").replace(file.toAbsolutePath() + ": ", "");
    return new UnusableMedia(
        UnusableMedia.INVALID,
        "it cannot be read as audio or video" + (shown.isBlank() ? "" : " (" + shown + ")"));
  }

  private static MediaInfo recording(JsonObject found) {
    double seconds = seconds(found.getJsonObject("format"));
    int height = 0;
    boolean sound = false;
    for (JsonObject stream : found.getJsonArray("streams").getValuesAs(JsonObject.class)) {
      String type = stream.getString("codec_type", "");
      JsonObject disposition = stream.getJsonObject("disposition");
      boolean cover = disposition != null && disposition.getInt("attached_pic", 0) == 1;
      sound |= type.equals("audio");
      height = type.equals("video") && !cover ? stream.getInt("height", 0) : height;
      seconds = Math.max(seconds, seconds(stream));
    }
    return new MediaInfo(seconds, height, sound);
  }

  private static double seconds(JsonObject of) {
    try {
      return of != null && of.get("duration") instanceof JsonString text
          ? Double.parseDouble(text.getString())
          : 0;
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
