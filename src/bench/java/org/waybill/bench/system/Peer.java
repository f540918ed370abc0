package org.waybill.bench.system;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.waybill.bench.load.HttpRequest;
import org.waybill.bench.peer.PeerServer;

/** A peer behind its plain HTTP server, in a JVM and a database of its own. */
public final class Peer implements Contestant {

  private static final String STARTS = "select id, started_at from result where id = any (?)";

  private final Kind kind;
  private final Process process;
  private final URI base;
  private final Ledger ledger;

  private Peer(Kind kind, Process process, URI base, Ledger ledger) {
    this.kind = kind;
    this.process = process;
    this.base = base;
    this.ledger = ledger;
  }

  /**
   * Starts a peer and waits until it listens.
   *
   * @param threads how many tasks it may execute at once
   * @param jvmFlags the same that Waybill's server runs with
   */
  public static Peer start(Kind kind, Postgres postgres, int threads, List<String> jvmFlags)
      throws IOException, SQLException {
    String database = "bench_" + kind.name().toLowerCase(Locale.ROOT);
    postgres.create(database);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmFlags);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(PeerServer.class.getName(), kind.label(), Integer.toString(threads)));
    var builder = new ProcessBuilder(command).redirectError(log(kind));
    builder.environment().put("BENCH_DB_URL", postgres.url(database));
    builder.environment().put("BENCH_DB_USER", postgres.user());
    builder.environment().put("BENCH_DB_PASSWORD", postgres.password());
    Process process = builder.start();
    return new Peer(kind, process, listening(process), ledger(kind, postgres, database));
  }

  private static File log(Kind kind) throws IOException {
    Path file = Path.of("target", "bench", kind.label() + ".log");
    Files.createDirectories(file.getParent());
    return file.toFile();
  }

  private static URI listening(Process process) throws IOException {
    var lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line;
    while ((line = lines.readLine()) != null) {
      if (line.startsWith(PeerServer.READY)) {
        return URI.create(line.substring(PeerServer.READY.length()));
      }
    }
    throw new IOException("The peer ended before it listened");
  }

  private static Ledger ledger(Kind kind, Postgres postgres, String database) {
    String pending =
        kind == Kind.JOBRUNR
            ? "select exists (select from jobrunr_jobs where state = 'ENQUEUED')"
                + " or exists (select from jobrunr_jobs where state = 'PROCESSING')"
            : "select exists (select from scheduled_tasks)";
    return new Ledger(
        postgres,
        database,
        pending,
        "select count(*), max(completed_at) from result where started_at >= ?");
  }

  @Override
  public Kind kind() {
    return kind;
  }

  @Override
  public URI base() {
    return base;
  }

  @Override
  public byte[] submission(int sleepMs) {
    URI target = base.resolve(sleepMs == 0 ? "/tasks" : "/tasks/sleep/" + sleepMs);
    return HttpRequest.post(target, Map.of(), Payload.input(sleepMs));
  }

  @Override
  public Ledger ledger() {
    return ledger;
  }

  @Override
  public Map<String, Instant> starts(Set<String> ids) throws SQLException {
    Map<String, Instant> found = new HashMap<>();
    try (var connection = ledger.open();
        var statement = connection.prepareStatement(STARTS)) {
      statement.setArray(1, connection.createArrayOf("text", ids.toArray()));
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          found.put(rows.getString(1), rows.getTimestamp(2).toInstant());
        }
      }
    }
    return found;
  }

  @Override
  public long pid() {
    return process.pid();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
