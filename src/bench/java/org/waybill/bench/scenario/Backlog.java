package org.waybill.bench.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.waybill.bench.load.HttpConnection;
import org.waybill.bench.load.HttpRequest;
import org.waybill.bench.report.Bar;
import org.waybill.bench.report.Figure;
import org.waybill.bench.report.FigureBuilder;
import org.waybill.bench.system.Kind;
import org.waybill.bench.system.Waybill;
import org.waybill.running.RunningServer;

/**
 * What a task costs with few waiting and with a million: tasks of a hundred users wait in a paused
 * queue; it goes on, and some of them are released, claimed, run and settled. Waybill alone.
 */
public final class Backlog {

  private static final int FEW = 1_000;
  private static final int MANY = 1_000_000;

  /** Those that are run; the first of them start everything up and are not counted. */
  private static final int RUN = 12_000;

  private static final int NOT_COUNTED = 2_000;
  private static final int PAGES = 100;

  private static final String FILL =
      """
      insert into task (id, tenant, user_id, type, queue, status, waits, priority, rank_at,
        max_attempts, timeout_ms, backoff_ms, input)
      select uuidv7(), t.tenant, 'user-' || i %% 100, 'diagnostic', 'diagnostics', 'queued',
        'ready', 4, now() + i * interval '1 microsecond', 4, 300000, 1000, '{"echo":"waiting"}'
      from generate_series(1, %d) i, (select tenant from api_token limit 1) t
      """;

  /** How long those took that were counted, in milliseconds. */
  private static final String SPAN =
      """
      select extract(epoch from max(finished_at) - min(finished_at)) * 1000 from (
        select finished_at from task where finished_at is not null order by finished_at
        offset %d limit %d) t
      """;

  private final int rounds;
  private final FigureBuilder few =
      new FigureBuilder("1,000 more waiting: a task costs", "µs", Bar.none());
  private final FigureBuilder many =
      new FigureBuilder("1,000,000 more waiting: a task costs", "µs", Bar.none());
  private final FigureBuilder ratio =
      new FigureBuilder("the same, a million ÷ a thousand", "×", Bar.atMost(2));
  private final FigureBuilder list =
      new FigureBuilder("list page with 1,000,000 waiting, p99", "ms", Bar.atMost(100));

  public Backlog(int rounds) {
    this.rounds = rounds;
  }

  public List<Figure> measure() throws SQLException, InterruptedException {
    Map<String, String> settings = Map.of("WAYBILL_QUEUE_WAITING", "100000000");
    try (RunningServer server = RunningServer.start(settings);
        Connection rows = new Waybill(server).ledger().open()) {
      run(server, rows, FEW);
      for (int round = 0; round < rounds; round++) {
        double before = run(server, rows, FEW);
        double after = run(server, rows, MANY);
        few.add(Kind.WAYBILL, before);
        many.add(Kind.WAYBILL, after);
        ratio.add(Kind.WAYBILL, after / before);
      }
    }
    return List.of(few.figure(), many.figure(), ratio.figure(), list.figure());
  }

  private double run(RunningServer server, Connection rows, int backlog)
      throws SQLException, InterruptedException {
    execute(
        rows, "insert into pause (queue, tenant, by_user) values ('diagnostics', '*', 'bench')");
    TimeUnit.SECONDS.sleep(3);
    execute(rows, "truncate task, task_event");
    execute(rows, FILL.formatted(backlog + RUN));
    execute(rows, "analyze task");
    execute(rows, "checkpoint");
    if (backlog == MANY) {
      pages(server);
    }
    execute(rows, "delete from pause");
    while (number(rows, "select count(*) from task where finished_at is not null") < RUN) {
      TimeUnit.MILLISECONDS.sleep(100);
    }
    return number(rows, SPAN.formatted(NOT_COUNTED, RUN - NOT_COUNTED))
        * 1_000
        / (RUN - NOT_COUNTED);
  }

  private void pages(RunningServer server) {
    Map<String, String> caller = Map.of("Authorization", "Bearer " + server.operatorToken());
    for (String path :
        List.of(
            "/api/tasks?limit=50",
            "/api/tasks?status=queued&limit=50",
            "/api/tasks/user/user-7?status=active&limit=50")) {
      URI target = server.base().resolve(path);
      list.add(Kind.WAYBILL, p99(server.base(), HttpRequest.get(target, caller)));
    }
  }

  private static double p99(URI base, byte[] request) {
    long[] nanos = new long[PAGES];
    try (var connection = new HttpConnection(base)) {
      for (int i = 0; i < PAGES; i++) {
        long start = System.nanoTime();
        if (connection.send(request) != 200) {
          throw new IllegalStateException(connection.body());
        }
        nanos[i] = System.nanoTime() - start;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Arrays.sort(nanos);
    return nanos[PAGES * 99 / 100 - 1] / 1e6;
  }

  private static void execute(Connection rows, String sql) throws SQLException {
    try (var statement = rows.createStatement()) {
      statement.execute(sql);
    }
  }

  private static double number(Connection rows, String sql) throws SQLException {
    try (var statement = rows.createStatement();
        var row = statement.executeQuery(sql)) {
      row.next();
      return row.getDouble(1);
    }
  }
}
