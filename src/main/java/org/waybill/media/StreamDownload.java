package org.waybill.media;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.waybill.config.MediaSettings;
import org.waybill.config.Settings;
import org.waybill.outbound.Download;
import org.waybill.outbound.Downloads;
import org.waybill.outbound.ResponseTooLarge;
import org.waybill.time.Ticker;

/** Gets one of the streams of a manifest, as a file. */
@ApplicationScoped
public class StreamDownload {

  /** A manifest of many hours has some hundred kilobytes. */
  public static final long LONGEST_MANIFEST = 5_000_000;

  private static final int BUFFER = 1 << 16;

  @Inject private Downloads downloads;
  @Inject private Ffmpeg ffmpeg;
  @Inject private Settings settings;
  @Inject private Ticker ticker;

  /** What has been fetched. */
  public record Stream(Path file, String mediaType, String quality) {}

  /** A manifest as it was fetched. */
  public record Manifest(MediaKind kind, URI uri, String text) {}

  /** One download while it is under way. */
  private final class Run {

    private final long begun = ticker.nanos();
    private final Ffmpeg.Work work;
    private final IntConsumer progress;
    private long left = settings.get(MediaSettings.MEGABYTES) * 1_000_000L;
    private int done;
    private int all;

    Run(Ffmpeg.Work work, IntConsumer progress) {
      this.work = work;
      this.progress = progress;
    }

    Path fetch(List<Piece> pieces, String name)
        throws IOException, UnusableMedia, InterruptedException {
      if (pieces.isEmpty() || pieces.size() > DashRepresentation.MOST_SEGMENTS) {
        throw new UnusableMedia(
            UnusableMedia.INVALID,
            "the stream has %d segments; allowed: 1 to %d"
                .formatted(pieces.size(), DashRepresentation.MOST_SEGMENTS));
      }
      Path file = work.folder().file(name);
      try (OutputStream out = Files.newOutputStream(file)) {
        for (Piece piece : pieces) {
          left -= copy(piece, out);
          progress.accept(100 * ++done / Math.max(all, done));
        }
      }
      return file;
    }

    private long copy(Piece piece, OutputStream out)
        throws IOException, UnusableMedia, InterruptedException {
      try (Download download = open(piece.uri(), piece.headers())) {
        boolean wrongRange = piece.isRange() && piece.from() > 0 && download.status() == 200;
        if (wrongRange) {
          throw new UnusableMedia(
              UnusableMedia.INVALID,
              piece.uri() + " does not serve ranges, which its stream needs");
        }
        long most = piece.isRange() ? Math.min(left, piece.length()) : left;
        return copied(download.body(left), out, piece.isRange() ? most : Long.MAX_VALUE);
      } catch (ResponseTooLarge e) {
        throw tooLarge();
      }
    }

    private long copied(InputStream in, OutputStream out, long most)
        throws IOException, InterruptedException {
      byte[] buffer = new byte[BUFFER];
      long count = 0;
      for (int n = in.read(buffer); n >= 0 && count < most; n = in.read(buffer)) {
        if (work.stopped().getAsBoolean()) {
          throw new InterruptedException("stopped during a download");
        }
        int wanted = (int) Math.min(n, most - count);
        out.write(buffer, 0, wanted);
        count += wanted;
      }
      return count;
    }

    String playlist(URI uri) throws IOException, UnusableMedia, InterruptedException {
      try (Download download = open(uri, Map.of())) {
        return new String(download.body(LONGEST_MANIFEST).readAllBytes(), StandardCharsets.UTF_8);
      } catch (ResponseTooLarge e) {
        throw tooLarge();
      }
    }

    private Download open(URI uri, Map<String, String> headers)
        throws IOException, UnusableMedia, InterruptedException {
      Duration time = settings.get(MediaSettings.TIME).minus(ticker.since(begun));
      if (time.isNegative() || time.isZero()) {
        throw new UnusableMedia(
            UnusableMedia.TOO_LARGE,
            "it takes longer than " + settings.get(MediaSettings.TIME).toSeconds() + " s");
      }
      Download download = downloads.open(uri, headers, time);
      if (download.isSuccess()) {
        return download;
      }
      download.close();
      int status = download.status();
      if (status >= 500 || status == 408 || status == 429) {
        throw new IOException(uri + " answered " + status);
      }
      throw new UnusableMedia(UnusableMedia.INVALID, uri + " answered " + status);
    }
  }

  /**
   * Gets the stream of this quality.
   *
   * @param progress gets percents
   * @throws UnusableMedia if there is none, or it cannot be used
   */
  public Stream fetch(
      Manifest manifest, Optional<String> quality, Ffmpeg.Work work, IntConsumer progress)
      throws IOException, UnusableMedia, InterruptedException {
    StreamChoices choices =
        manifest.kind() == MediaKind.DASH
            ? DashManifest.read(manifest.uri(), manifest.text())
            : HlsManifest.read(manifest.uri(), manifest.text());
    StreamChoice choice = choices.choose(quality);
    Run run = new Run(work, progress);
    List<Piece> main = choice.main().pieces(run::playlist);
    List<Piece> sound = choice.sound() == null ? List.of() : choice.sound().pieces(run::playlist);
    run.all = main.size() + sound.size();
    Path file = run.fetch(main, "main");
    if (choice.sound() == null) {
      return new Stream(file, choice.isSoundOnly() ? "audio/mp4" : "video/mp4", choice.quality());
    }
    ffmpeg.join(file, run.fetch(sound, "sound"), "joined.mkv", work);
    return new Stream(work.folder().file("joined.mkv"), "video/x-matroska", choice.quality());
  }

  private UnusableMedia tooLarge() {
    return new UnusableMedia(
        UnusableMedia.TOO_LARGE,
        "it is larger than " + settings.get(MediaSettings.MEGABYTES) + " MB");
  }
}
