package org.waybill.media;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.waybill.time.Ticker;

/** Runs other programs, each within limits; none of them outlives this application. */
@ApplicationScoped
class Commands {

  private static final int LONGEST_OUTPUT = 1 << 20;
  private static final int LONGEST_ERRORS = 2_000;
  private static final long CHECK_MILLIS = 100;

  private final Set<Process> running = ConcurrentHashMap.newKeySet();

  private final Ticker ticker;

  /** For the container's proxy. */
  protected Commands() {
    this(null);
  }

  @Inject
  Commands(Ticker ticker) {
    this.ticker = ticker;
  }

  /**
   * Runs a command to its end, in this folder and without the environment of this process.
   *
   * @throws NoSuchCommand if there is no such program
   * @throws UnusableMedia if it needed more time or space than allowed
   * @throws InterruptedException if it was stopped
   */
  Command.Result run(Command command, WorkFolder folder)
      throws IOException, UnusableMedia, InterruptedException {
    Path output = folder.file(".output");
    Path errors = folder.file(".errors");
    ProcessBuilder builder =
        new ProcessBuilder(command.line())
            .directory(folder.path().toFile())
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile());
    String path = builder.environment().get("PATH");
    builder.environment().clear();
    if (path != null) {
      builder.environment().put("PATH", path);
    }
    builder.environment().put("HOME", folder.path().toString());
    builder.environment().put("TMPDIR", folder.path().toString());
    builder.environment().put("LC_ALL", "C.UTF-8");
    Process process = start(builder, command);
    running.add(process);
    try {
      await(process, command, folder);
      return new Command.Result(
          process.exitValue(), read(output, LONGEST_OUTPUT), read(errors, LONGEST_ERRORS));
    } finally {
      kill(process);
      running.remove(process);
    }
  }

  private static Process start(ProcessBuilder builder, Command command) throws NoSuchCommand {
    try {
      return builder.start();
    } catch (IOException e) {
      throw new NoSuchCommand(command.program(), e);
    }
  }

  private void await(Process process, Command command, WorkFolder folder)
      throws IOException, UnusableMedia, InterruptedException {
    long begun = ticker.nanos();
    while (!process.waitFor(CHECK_MILLIS, TimeUnit.MILLISECONDS)) {
      if (command.stopped().getAsBoolean()) {
        throw new InterruptedException("stopped while " + command.program() + " was running");
      }
      if (ticker.since(begun).compareTo(command.time()) > 0) {
        throw new UnusableMedia(
            UnusableMedia.TOO_LARGE, "it takes longer than " + command.time().toSeconds() + " s");
      }
      if (folder.bytes() > command.mostBytes()) {
        throw new UnusableMedia(
            UnusableMedia.TOO_LARGE, "it needs more than " + command.mostBytes() + " bytes");
      }
    }
  }

  private static void kill(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private static String read(Path file, int most) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(most), StandardCharsets.UTF_8).strip();
    }
  }

  @PreDestroy
  void close() {
    running.forEach(Commands::kill);
  }

  /** The program does not exist, or may not be run. */
  static final class NoSuchCommand extends IOException {

    private static final long serialVersionUID = 1L;

    NoSuchCommand(String program, IOException cause) {
      super("The command '" + program + "' cannot be run", cause);
    }
  }
}
