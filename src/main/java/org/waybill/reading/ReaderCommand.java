package org.waybill.reading;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.logging.LogFactory;
import org.apache.fontbox.FontBoxFont;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.RandomAccessRead;
import org.commonmark.parser.Parser;
import org.jsoup.Jsoup;
import org.waybill.document.DocumentFormat;
import org.waybill.text.CallerText;
import org.waybill.time.Ticker;

/** The command that starts a reader process: the same Java, with the classes for parsing. */
final class ReaderCommand {

  private static final List<Class<?>> NEEDED =
      List.of(
          ReaderMain.class,
          CallerText.class,
          Ticker.class,
          Loader.class,
          RandomAccessRead.class,
          FontBoxFont.class,
          LogFactory.class,
          DocumentFormat.class,
          Jsoup.class,
          Parser.class);

  private ReaderCommand() {}

  /**
   * The command. The process inherits no environment variables, since they may contain secrets; its
   * class path is the only one.
   *
   * @throws IOException if the classes are not in the file system
   */
  static ProcessBuilder of(ReaderLimits limits, Path scratch) throws IOException {
    String fonts = System.getProperty("java.io.tmpdir");
    ProcessBuilder command =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx" + limits.megabytes() + "m",
            "-XX:+UseSerialGC",
            "-XX:ActiveProcessorCount=1",
            "-XX:+ExitOnOutOfMemoryError",
            // Output of the virtual machine must not mix with the frames.
            "-XX:+DisplayVMOutputToStderr",
            "-Djava.awt.headless=true",
            "-Djava.io.tmpdir=" + scratch,
            // Searched once and not by each process, since there may be many fonts.
            "-Dpdfbox.fontcache=" + fonts,
            ReaderMain.class.getName());
    command.environment().clear();
    // Systems show command lines up to some length only, and the name of the main class comes last.
    command.environment().put("CLASSPATH", classPath());
    command.directory(scratch.toFile());
    return command;
  }

  private static String classPath() throws IOException {
    Set<String> places = new LinkedHashSet<>();
    for (Class<?> needed : NEEDED) {
      places.add(placeOf(needed).toString());
    }
    Path more = placeOf(ReaderMain.class).resolveSibling("reader");
    if (Files.isDirectory(more)) {
      places.add(more.resolve("*").toString());
    } else {
      // In tests the classes that only this process uses are among all others.
      places.add(System.getProperty("java.class.path"));
    }
    return String.join(File.pathSeparator, places);
  }

  private static Path placeOf(Class<?> type) throws IOException {
    String resource = "/" + type.getName().replace('.', '/') + ".class";
    URL url = type.getResource(resource);
    String text = url == null ? "" : url.toString();
    try {
      if (text.startsWith("jar:file:")) {
        return existing(new URL(text.substring("jar:".length(), text.indexOf("!/"))));
      }
      if (text.startsWith("file:") || text.startsWith("vfs:")) {
        return existing(new URL(text.substring(0, text.length() - resource.length())));
      }
    } catch (URISyntaxException | IllegalArgumentException e) {
      throw new IOException(e);
    }
    throw new IOException("The classes are in " + text);
  }

  private static Path existing(URL url) throws IOException, URISyntaxException {
    Path path = url.getProtocol().equals("file") ? Path.of(url.toURI()) : VirtualFolder.onDisk(url);
    if (!Files.exists(path)) {
      throw new IOException("There is no " + path);
    }
    return path;
  }
}
