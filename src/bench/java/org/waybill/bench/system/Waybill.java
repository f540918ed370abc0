package org.waybill.bench.system;

import jakarta.json.Json;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.waybill.bench.load.HttpConnection;
import org.waybill.bench.load.HttpRequest;
import org.waybill.running.RunningServer;

/** The product's embedded default, as shipped; its PostgreSQL serves the peers as well. */
public final class Waybill implements Contestant {

  private static final String PENDING =
      """
      select exists (select from task where status = 'queued' and waits = 'ready'
                     and released_at is null)
          or exists (select from task where status = 'queued' and released_at is not null)
          or exists (select from task where status = 'processing')""";
  private static final String COMPLETED =
      """
      select count(*), max(finished_at) from task
      where created_at >= ? and status = 'completed'""";

  private final RunningServer server;
  private final Map<String, String> authorization;
  private final Ledger ledger;

  public Waybill(RunningServer server) {
    this.server = server;
    this.authorization = Map.of("Authorization", "Bearer " + server.operatorToken());
    this.ledger = new Ledger(postgres(), "waybill", PENDING, COMPLETED);
  }

  public static Waybill start(Map<String, String> settings) {
    return new Waybill(RunningServer.start(settings));
  }

  public Postgres postgres() {
    return new Postgres(server.databasePort(), server.databaseUser(), server.databasePassword());
  }

  /** Heap, collector and the like, which the peers are to share. */
  public List<String> jvmFlags() {
    String[] arguments = server.launcher().server().info().arguments().orElse(new String[0]);
    return Stream.of(arguments).filter(argument -> argument.startsWith("-X")).toList();
  }

  @Override
  public Kind kind() {
    return Kind.WAYBILL;
  }

  @Override
  public URI base() {
    return server.base();
  }

  @Override
  public byte[] submission(int sleepMs) {
    return HttpRequest.post(
        base().resolve("/api/tasks"), authorization, Payload.diagnostic(sleepMs));
  }

  @Override
  public Ledger ledger() {
    return ledger;
  }

  @Override
  public Map<String, Instant> starts(Set<String> ids) {
    Map<String, Instant> found = new HashMap<>();
    try (var connection = new HttpConnection(base())) {
      for (String id : ids) {
        connection.send(HttpRequest.get(base().resolve("/api/tasks/" + id), authorization));
        start(connection.body()).ifPresent(at -> found.put(id, at));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  private static Optional<Instant> start(String task) {
    try (var reader = Json.createReader(new StringReader(task))) {
      return Optional.ofNullable(reader.readObject().getJsonObject("output"))
          .map(output -> Instant.parse(output.getString("startedAt")));
    }
  }

  @Override
  public long pid() {
    return server.launcher().server().pid();
  }

  @Override
  public void close() {
    server.close();
  }
}
