package org.waybill.media;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/** A folder for one piece of work, deleted with all that is in it. */
public final class WorkFolder implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(WorkFolder.class.getName());

  private final Path path;

  private WorkFolder(Path path) {
    this.path = path;
  }

  public static WorkFolder create() throws IOException {
    return new WorkFolder(Files.createTempDirectory("waybill-media-"));
  }

  public Path path() {
    return path;
  }

  /** A file in it, which need not exist. */
  public Path file(String name) {
    return path.resolve(name);
  }

  /** The size of all files in it; those that come and go meanwhile may be missing. */
  long bytes() throws IOException {
    try (Stream<Path> files = Files.walk(path)) {
      return files.mapToLong(file -> file.toFile().isFile() ? file.toFile().length() : 0).sum();
    } catch (UncheckedIOException e) {
      return 0;
    }
  }

  @Override
  public void close() {
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      LOG.log(Level.WARNING, e, () -> "The folder " + path + " could not be deleted");
    }
  }
}
