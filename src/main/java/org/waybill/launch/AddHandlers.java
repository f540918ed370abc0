package org.waybill.launch;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Makes a copy of the application that has handlers of others: {@code java -cp
 * target/waybill-launch.jar org.waybill.launch.AddHandlers FOLDER target/waybill.war OUT.war}. The
 * embedded default does this by itself.
 */
public final class AddHandlers {

  private static final String LIBRARIES = "/WEB-INF/lib";

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
      throw new LaunchFailure(folder + ", the handlers folder, cannot be read: " + e, e);
    }
  }

  /**
   * Writes a copy of the application with these jars among its libraries.
   *
   * @throws LaunchFailure if one cannot be read, or has the name of a library that is there already
   */
  static void copy(Path application, List<Path> jars, Path to) {
    Path temporary = to.resolveSibling(to.getFileName() + ".part");
    try {
      Files.createDirectories(to.toAbsolutePath().getParent());
      Files.copy(application, temporary, StandardCopyOption.REPLACE_EXISTING);
      try (FileSystem copy = FileSystems.newFileSystem(temporary)) {
        for (Path jar : jars) {
          add(copy, jar);
        }
      }
      Files.move(temporary, to, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new LaunchFailure("cannot write the application with handlers: " + e, e);
    } finally {
      temporary.toFile().delete();
    }
  }

  private static void add(FileSystem application, Path jar) throws IOException {
    try {
      new ZipFile(jar.toFile()).close();
      Files.copy(jar, application.getPath(LIBRARIES, jar.getFileName().toString()));
    } catch (ZipException e) {
      throw new LaunchFailure(jar + " is not a jar file: " + e.getMessage(), e);
    } catch (FileAlreadyExistsException e) {
      throw new LaunchFailure(
          jar + " has the same file name as a library of the application; rename it", e);
    }
  }
}
