package org.waybill.launch;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.waybill.config.KnownSettings;
import org.waybill.config.Settings;

/** Everything that stays: database, journal, files, tokens, passwords. */
record DataFolder(Path path) {

  static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final Duration LOCK_PATIENCE = Duration.ofSeconds(10);

  static DataFolder of(Settings settings) {
    Path path = Path.of(settings.get(KnownSettings.DATA)).toAbsolutePath().normalize();
    try {
      if (!Files.isDirectory(path)) {
        Files.createDirectories(
            path,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
    } catch (IOException e) {
      throw new LaunchFailure(
          "Cannot create the data folder %s (%s): %s"
              .formatted(path, KnownSettings.DATA.env(), e.getMessage()),
          e);
    }
    return new DataFolder(path);
  }

  Path postgres() {
    return path.resolve("postgres");
  }

  Path operatorToken() {
    return path.resolve("operator-token");
  }

  /** Scratch of one server process; the port tells those that share the folder apart. */
  Path server(int httpPort) {
    return path.resolve("server").resolve(Integer.toString(httpPort));
  }

  /**
   * Makes this launcher the only one that runs a database or a broker in here. Waits a little,
   * since a previous one may still be stopping.
   *
   * @return holds the lock until it is closed
   */
  FileChannel lock() {
    try {
      FileChannel channel =
          FileChannel.open(
              path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (Poller.await(LOCK_PATIENCE, channel::tryLock).isPresent()) {
        return channel;
      }
      channel.close();
      throw new LaunchFailure(
          "The data folder %s is in use by another Waybill process; choose another one with %s"
              .formatted(path, KnownSettings.DATA.env()));
    } catch (IOException e) {
      throw new LaunchFailure("Cannot lock the data folder " + path + ": " + e.getMessage(), e);
    }
  }
}
