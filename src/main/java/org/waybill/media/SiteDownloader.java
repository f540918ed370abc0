package org.waybill.media;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.waybill.config.MediaSettings;
import org.waybill.config.Settings;

/** The command of the settings that downloads from sites that plain HTTP cannot download from. */
@ApplicationScoped
public class SiteDownloader {

  private static final Logger LOG = Logger.getLogger(SiteDownloader.class.getName());
  private static final String OUTPUT = "download";

  /** Never an option of the command. */
  private static final Pattern QUALITY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 ]{0,39}");

  @Inject private Settings settings;
  @Inject private Commands commands;

  /** Whether the command gets this address. */
  public boolean isFor(URI uri) {
    String host = String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT);
    return !settings.get(MediaSettings.DOWNLOADER).isEmpty()
        && settings.get(MediaSettings.DOWNLOADER_HOSTS).stream()
            .anyMatch(site -> host.equals(site) || host.endsWith("." + site));
  }

  /**
   * Runs the command.
   *
   * @param uri checked before: http or https, and not inside
   * @throws UnusableMedia if it fails, or leaves no file
   */
  public Path download(URI uri, Optional<String> quality, Ffmpeg.Work work)
      throws IOException, UnusableMedia, InterruptedException {
    String wanted = quality.orElse("best");
    if (!QUALITY.matcher(wanted).matches()) {
      throw new UnusableMedia(
          UnusableMedia.QUALITY,
          "quality is '" + wanted + "'; allowed: letters, digits and spaces, such as 1080p");
    }
    WorkFolder folder = work.folder();
    List<String> line =
        settings.get(MediaSettings.DOWNLOADER).stream()
            .map(
                word ->
                    word.replace("{output}", folder.file(OUTPUT).toString())
                        .replace("{quality}", wanted)
                        .replace("{url}", uri.toASCIIString()))
            .toList();
    long most = settings.get(MediaSettings.MEGABYTES) * 1_000_000L;
    Command.Result result =
        commands.run(
            new Command(line, settings.get(MediaSettings.TIME), most, work.stopped()), folder);
    if (result.exit() != 0) {
      LOG.log(
          Level.WARNING,
          "The downloader exited with {0}: {1}",
          new Object[] {result.exit(), result.errors()});
      throw failed("the site's downloader exited with code " + result.exit());
    }
    return output(folder)
        .orElseThrow(() -> failed("the site's downloader has not written its output"));
  }

  /** Some downloaders add an ending to the name they are given. */
  private static Optional<Path> output(WorkFolder folder) throws IOException {
    try (Stream<Path> files = Files.list(folder.path())) {
      return files
          .filter(file -> file.getFileName().toString().matches(OUTPUT + "(\\.\\w{1,9})?"))
          .filter(file -> Files.isRegularFile(file) && file.toFile().length() > 0)
          .findFirst();
    }
  }

  private static UnusableMedia failed(String message) {
    return new UnusableMedia(UnusableMedia.DOWNLOADER, message);
  }
}
