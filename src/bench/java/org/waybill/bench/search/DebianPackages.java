package org.waybill.bench.search;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** Fetches Debian packages and takes documents out of them; nothing is installed. */
final class DebianPackages {

  private static final Path LIST = Path.of("src", "bench", "resources", "search", "documents.tsv");
  private static final Path FOLDER = Path.of("target", "search").toAbsolutePath();

  private final Map<String, Path> documents = new LinkedHashMap<>();
  private final Map<String, String> versions = new LinkedHashMap<>();
  private final Map<String, String> missing = new LinkedHashMap<>();

  private DebianPackages() {}

  /** All documents of the list; what was fetched before is used again. */
  static Shelf fetch() throws IOException, InterruptedException {
    var packages = new DebianPackages();
    for (String line : Files.readAllLines(LIST)) {
      if (!line.startsWith("#")) {
        String[] column = line.split("\t", -1);
        packages.take(column[0], column[2], column[3]);
      }
    }
    if (packages.documents.isEmpty()) {
      throw new IllegalStateException("no Debian package could be got: " + packages.missing);
    }
    return new Shelf(packages.documents, packages.versions, packages.missing);
  }

  private void take(String name, String inside, String document)
      throws IOException, InterruptedException {
    if (missing.containsKey(name)) {
      return;
    }
    try {
      Path file = unpacked(name).resolve(inside);
      Path target = Files.createDirectories(FOLDER.resolve("documents")).resolve(document);
      try (InputStream bytes = plain(file)) {
        Files.copy(bytes, target, StandardCopyOption.REPLACE_EXISTING);
      }
      documents.put(document, target);
    } catch (IOException e) {
      missing.put(name, e.getMessage());
    }
  }

  private static InputStream plain(Path file) throws IOException {
    InputStream bytes = Files.newInputStream(file);
    return file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
  }

  private Path unpacked(String name) throws IOException, InterruptedException {
    Path folder = Files.createDirectories(FOLDER.resolve("unpacked").resolve(name));
    Path archive = archive(name);
    if (!versions.containsKey(name)) {
      versions.put(name, archive.getFileName().toString().split("_", -1)[1].replace("%3a", ":"));
      run(FOLDER, "dpkg-deb", "-x", archive.toString(), folder.toString());
    }
    return folder;
  }

  private static Path archive(String name) throws IOException, InterruptedException {
    Path folder = Files.createDirectories(FOLDER.resolve("packages"));
    Optional<Path> there = find(folder, name);
    if (there.isEmpty()) {
      run(folder, "apt-get", "download", name);
      there = find(folder, name);
    }
    return there.orElseThrow(() -> new IOException("apt-get has downloaded nothing"));
  }

  private static Optional<Path> find(Path folder, String name) throws IOException {
    try (var files = Files.list(folder)) {
      return files.filter(file -> file.getFileName().toString().startsWith(name + "_")).findAny();
    }
  }

  private static void run(Path folder, String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(List.of(command))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + " failed: " + output.strip());
    }
  }
}
