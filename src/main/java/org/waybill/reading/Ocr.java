package org.waybill.reading;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.waybill.config.OcrSettings;
import org.waybill.config.Settings;
import org.waybill.time.Ticker;

/** Recognises the text on images of pages, by a program or by a service. */
@ApplicationScoped
public class Ocr {

  /** The text of this page could not be recognised, and would not be by a repetition. */
  static final class Failed extends Exception {
    private static final long serialVersionUID = 1L;

    Failed(String reason) {
      super(reason);
    }
  }

  private static final int NAP_MILLIS = 50;
  private static final int LONGEST = 2_000_000;

  private final Optional<Path> program;
  private final Optional<OcrService> service;
  private final String languages;
  private final Duration longest;
  private final Ticker ticker = new Ticker();

  /** For the container's proxy. */
  protected Ocr() {
    this.program = Optional.empty();
    this.service = Optional.empty();
    this.languages = null;
    this.longest = null;
  }

  @Inject
  public Ocr(Settings settings) {
    this.languages = settings.get(OcrSettings.LANGUAGES);
    this.longest = settings.get(OcrSettings.PAGE_TIME);
    this.service =
        settings.get(OcrSettings.URL).map(url -> new OcrService(url, languages, longest));
    this.program = program(settings.get(OcrSettings.COMMAND));
  }

  private static Optional<Path> program(String command) {
    String folders = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return command.contains(File.separator)
        ? Optional.of(Path.of(command)).filter(Files::isExecutable)
        : Arrays.stream(folders.split(File.pathSeparator, -1))
            .map(folder -> Path.of(folder, command))
            .filter(Files::isExecutable)
            .findFirst();
  }

  /** The most time for one page. */
  Duration longest() {
    return longest;
  }

  /** Whether scanned pages can be read at all. */
  boolean isThere() {
    return service.isPresent() || program.isPresent();
  }

  /**
   * The text on an image.
   *
   * @param stopped whether the attempt should end; called often
   * @throws IOException if the service is not there at the moment
   */
  String read(byte[] png, BooleanSupplier stopped)
      throws IOException, InterruptedException, Failed {
    return service.isPresent() ? service.get().read(png, stopped) : byProgram(png, stopped);
  }

  private String byProgram(byte[] png, BooleanSupplier stopped)
      throws IOException, InterruptedException, Failed {
    Path image = Files.createTempFile("page-", ".png");
    Path text = Files.createTempFile("page-", ".txt");
    try {
      Files.write(image, png);
      run(command(image, text), stopped);
      try (InputStream in = Files.newInputStream(text)) {
        return new String(in.readNBytes(LONGEST), StandardCharsets.UTF_8);
      }
    } finally {
      Files.deleteIfExists(image);
      Files.deleteIfExists(text);
    }
  }

  /** It inherits no environment variables but its own: others may contain secrets. */
  private ProcessBuilder command(Path image, Path text) {
    ProcessBuilder command =
        new ProcessBuilder(program.orElseThrow().toString(), "stdin", "stdout", "-l", languages)
            .redirectInput(image.toFile())
            .redirectOutput(text.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    String data = System.getenv("TESSDATA_PREFIX");
    Map<String, String> environment = command.environment();
    environment.clear();
    environment.put("PATH", Optional.ofNullable(System.getenv("PATH")).orElse(""));
    // Several tasks may be at it at once.
    environment.put("OMP_THREAD_LIMIT", "1");
    if (data != null) {
      environment.put("TESSDATA_PREFIX", data);
    }
    return command;
  }

  private void run(ProcessBuilder command, BooleanSupplier stopped)
      throws IOException, InterruptedException, Failed {
    long started = ticker.nanos();
    Process process = command.start();
    try {
      while (!process.waitFor(NAP_MILLIS, TimeUnit.MILLISECONDS)) {
        if (stopped.getAsBoolean()) {
          throw new InterruptedException("Stopped while a page was being recognised");
        }
        if (ticker.nanos() - started > longest.toNanos()) {
          throw tooSlow(longest);
        }
      }
      if (process.exitValue() != 0) {
        throw new Failed(
            "the program for recognising text failed with code "
                + process.exitValue()
                + " (languages: "
                + languages
                + ")");
      }
    } finally {
      process.destroyForcibly();
    }
  }

  static Failed tooSlow(Duration longest) {
    return new Failed(
        "recognising its text takes longer than %.1f s (limit: %s)"
            .formatted(longest.toMillis() / 1000.0, OcrSettings.PAGE_TIME.env()));
  }
}
