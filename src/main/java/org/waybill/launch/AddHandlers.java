package org.waybill.launch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Makes a copy of the application that has handlers of others: {@code java -cp
 * target/waybill-launch.jar org.waybill.launch.AddHandlers FOLDER target/waybill.war OUT.war}. The
 * embedded default does this by itself.
 */
public final class AddHandlers {

  private static final String LIBRARIES = "WEB-INF/lib/";

  private AddHandlers() {}

  /**
   * @param arguments the folder of the jars, the application, and where the copy goes
   */
  public static void main(String[] arguments) {
    if (arguments.length != 3) {
      System.err.println("Usage: AddHandlers FOLDER waybill.war OUT.war");
      System.exit(2);
    }
    try {
      Path to = Path.of(arguments[2]);
      List<Path> jars = jarsIn(Path.of(arguments[0]));
      copy(Path.of(arguments[1]), jars, to);
      System.out.println(to + " has " + jars.size() + " jars with handlers");
    } catch (LaunchFailure e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  /**
   * @throws LaunchFailure if there is no such folder
   */
  static List<Path> jarsIn(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    } catch (IOException e) {
      throw new LaunchFailure(folder + ", the folder of handlers, cannot be read: " + e, e);
    }
  }

  /**
   * Writes a copy of the application with these jars among its libraries.
   *
   * @throws LaunchFailure if one cannot be read, or has the name of a library that is there already
   */
  static void copy(Path application, List<Path> jars, Path to) {
    try {
      Files.createDirectories(to.toAbsolutePath().getParent());
      Path temporary = Files.createTempFile(to.toAbsolutePath().getParent(), "waybill", ".part");
      try (ZipFile from = new ZipFile(application.toFile());
          ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(temporary))) {
        for (ZipEntry entry :
            (Iterable<ZipEntry>) from.stream().map(ZipEntry.class::cast)::iterator) {
          out.putNextEntry(new ZipEntry(entry.getName()));
          try (InputStream in = from.getInputStream(entry)) {
            in.transferTo(out);
          }
        }
        for (Path jar : jars) {
          add(out, jar);
        }
      }
      Files.move(temporary, to, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new LaunchFailure("the application with handlers cannot be written: " + e, e);
    }
  }

  private static void add(ZipOutputStream out, Path jar) throws IOException {
    try (ZipFile readable = new ZipFile(jar.toFile())) {
      out.putNextEntry(new ZipEntry(LIBRARIES + Path.of(readable.getName()).getFileName()));
      Files.copy(jar, out);
    } catch (ZipException e) {
      throw new LaunchFailure(jar + " cannot be added to the application: " + e.getMessage(), e);
    }
  }
}
