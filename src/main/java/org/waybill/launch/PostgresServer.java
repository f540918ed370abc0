package org.waybill.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.waybill.config.KnownSettings;

/**
 * The embedded PostgreSQL. A shell guards it: it stops the database when this process has ended,
 * however it ended, and pays no heed to the terminal's Ctrl-C, which would stop the database before
 * the server.
 */
final class PostgresServer {

  private static final String GUARD =
      """
      trap '' INT TERM HUP
      "$1/bin/pg_ctl" start -D "$2" -l "$3" -o "-p $4" -w -t 60 -s >/dev/null 2>&1 || exit 1
      echo up
      read -r ended
      "$1/bin/pg_ctl" stop -D "$2" -m fast -w -t 60 -s >/dev/null 2>&1 ||
        "$1/bin/pg_ctl" stop -D "$2" -m immediate -w -t 10 -s >/dev/null 2>&1
      """;

  private final Path log;
  private final Process guard;
  private final ProcessHandle postmaster;

  private PostgresServer(Path log, Process guard, ProcessHandle postmaster) {
    this.log = log;
    this.guard = guard;
    this.postmaster = postmaster;
  }

  static PostgresServer start(
      Installation installation, DataFolder data, int port, String password) {
    Path programs = PostgresBinaries.unpacked(installation);
    Path folder = data.postgres();
    UnprivilegedUser.checkPossible();
    PostgresVersion.checkSame(programs, data);
    Path log = data.path().resolve("postgres.log");
    try {
      if (!Files.exists(folder.resolve("PG_VERSION"))) {
        create(programs, folder, password);
      }
      Files.copy(
          installation.configuration("postgresql/postgresql.conf"),
          folder.resolve("postgresql.conf"),
          StandardCopyOption.REPLACE_EXISTING);
      Files.deleteIfExists(log);
      Process guard = guard(programs, folder, log, port);
      return new PostgresServer(log, guard, postmaster(folder));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  ProcessHandle process() {
    return postmaster;
  }

  /** The guard first: it may be ending the other. */
  List<ProcessHandle> processes() {
    return List.of(guard.toHandle(), postmaster);
  }

  void stop() {
    try {
      guard.getOutputStream().close();
      if (!guard.waitFor(90, TimeUnit.SECONDS)) {
        postmaster.destroyForcibly();
      }
      // Its file of process ids goes a moment earlier.
      postmaster.onExit().completeOnTimeout(null, 5, TimeUnit.SECONDS).join();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  Path log() {
    return log;
  }

  /**
   * Starts, again and again for some time: after a kill -9 the previous one's last processes may
   * still hold its memory or its port.
   */
  private static Process guard(Path programs, Path folder, Path log, int port) {
    List<String> command =
        UnprivilegedUser.running(
            "sh",
            "-c",
            GUARD,
            "guard",
            programs.toString(),
            folder.toString(),
            log.toString(),
            Integer.toString(port));
    return Poller.await(DataFolder.PATIENCE, () -> startedOrNull(command))
        .orElseThrow(
            () -> new LaunchFailure("PostgreSQL did not start: %s".formatted(lastLine(log))));
  }

  private static Process startedOrNull(List<String> command) {
    try {
      Process guard =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      return guard.inputReader(StandardCharsets.UTF_8).readLine() == null ? null : guard;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ProcessHandle postmaster(Path folder) throws IOException {
    String pid = Files.readAllLines(folder.resolve("postmaster.pid")).get(0).strip();
    return ProcessHandle.of(Long.parseLong(pid))
        .orElseThrow(() -> new LaunchFailure("PostgreSQL exited right after it started"));
  }

  /**
   * Makes the database's folder beside its place and moves it there, so that it is whole or not.
   */
  private static void create(Path programs, Path folder, String password) throws IOException {
    Path fresh = ScratchFolder.fresh(folder.resolveSibling("postgres.new"));
    Path passwordFile = Credentials.PrivateFile.writeTemporary(folder, password + "\n");
    try {
      List<String> command =
          UnprivilegedUser.running(
              programs.resolve("bin/initdb").toString(),
              "--pgdata=" + fresh,
              "--username=" + KnownSettings.DB_USER.defaultText(),
              "--pwfile=" + passwordFile,
              "--auth=scram-sha-256",
              "--encoding=UTF8",
              "--locale=C",
              "--locale-provider=builtin",
              "--builtin-locale=C.UTF-8",
              "--no-instructions");
      Process initdb = new ProcessBuilder(command).redirectErrorStream(true).start();
      initdb.getOutputStream().close();
      String output = new String(initdb.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (initdb.waitFor() != 0) {
        throw new LaunchFailure("PostgreSQL could not create its data folder: " + output.strip());
      }
      Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LaunchFailure("Interrupted", e);
    } finally {
      Files.deleteIfExists(passwordFile);
    }
  }

  private static String lastLine(Path log) {
    try {
      List<String> lines = Files.exists(log) ? Files.readAllLines(log) : List.of();
      return lines.isEmpty() ? "no reason was logged" : lines.get(lines.size() - 1);
    } catch (IOException e) {
      return log.toString();
    }
  }
}
