package org.waybill.bench.scenario;

import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.waybill.bench.load.CameraPeer;
import org.waybill.bench.load.HttpConnection;
import org.waybill.bench.load.HttpRequest;
import org.waybill.bench.load.OpenLoop;
import org.waybill.bench.report.Bar;
import org.waybill.bench.report.Figure;
import org.waybill.bench.report.FigureBuilder;
import org.waybill.bench.system.CpuTime;
import org.waybill.bench.system.Kind;
import org.waybill.bench.system.Waybill;
import org.waybill.running.RunningServer;

/**
 * Four cameras that are polled once a second, on one node beside twenty tasks a second; the same
 * load without the cameras is subtracted. Waybill alone; the cameras are on the same machine.
 */
public final class Cameras {

  private static final int CAMERAS = 4;
  private static final int TASKS_A_SECOND = 20;
  private static final Duration SETTLING = Duration.ofSeconds(3);

  private static final String LATENCY =
      """
      select percentile_disc(0.99) within group (
        order by extract(epoch from finished_at - created_at) * 1000) from task
      where type = 'diagnostic' and status = 'completed' and created_at >= ?""";

  private static final String FRAMES =
      "select count(*) from camera_frame where status = 'analysed' and received_at >= ?";

  private final int rounds;
  private final Duration window;
  private final FigureBuilder frames =
      new FigureBuilder("frames of 4 cameras at 1 frame/s, analysed", "1/s", Bar.none());
  private final FigureBuilder cpu =
      new FigureBuilder("CPU of the server per frame of 1280×720", "ms", Bar.none());
  private final FigureBuilder share =
      new FigureBuilder("CPU of the server for 4 such cameras", "% of a core", Bar.none());
  private final FigureBuilder without =
      new FigureBuilder("a task, submitted to done, 20 tasks/s, p99", "ms", Bar.none());
  private final FigureBuilder with =
      new FigureBuilder("the same beside 4 cameras", "ms", Bar.none());

  /** What one window of load took. */
  private record Window(double cpuMillis, double latency, double frames) {}

  public Cameras(int rounds, Duration window) {
    this.rounds = rounds;
    this.window = window;
  }

  public List<Figure> measure() throws IOException, SQLException, InterruptedException {
    try (CameraPeer peer = new CameraPeer();
        RunningServer server = RunningServer.start(Map.of("WAYBILL_OUTBOUND_ALLOW", "127.0.0.1"));
        HttpConnection calls = new HttpConnection(server.base())) {
      var waybill = new Waybill(server);
      for (int round = -1; round < rounds; round++) {
        Window alone = load(waybill);
        List<URI> cameras = add(server, calls, peer);
        TimeUnit.MILLISECONDS.sleep(SETTLING.toMillis());
        Window beside = load(waybill);
        for (URI camera : cameras) {
          calls.send(HttpRequest.delete(camera, authorization(server)));
        }
        if (round >= 0) {
          add(alone, beside);
        }
      }
    }
    return List.of(frames.figure(), cpu.figure(), share.figure(), without.figure(), with.figure());
  }

  private void add(Window alone, Window beside) {
    double millis = beside.cpuMillis() - alone.cpuMillis();
    frames.add(Kind.WAYBILL, beside.frames() / window.toSeconds());
    cpu.add(Kind.WAYBILL, millis / beside.frames());
    share.add(Kind.WAYBILL, 100 * millis / window.toMillis());
    without.add(Kind.WAYBILL, alone.latency());
    with.add(Kind.WAYBILL, beside.latency());
  }

  private Window load(Waybill waybill) throws SQLException, InterruptedException {
    Timestamp begin = now(waybill);
    CpuTime before = CpuTime.of(waybill);
    OpenLoop.during(waybill.base(), waybill.submission(0), TASKS_A_SECOND, window);
    CpuTime after = CpuTime.of(waybill);
    return new Window(
        after.server().minus(before.server()).toNanos() / 1e6,
        number(waybill, LATENCY, begin),
        number(waybill, FRAMES, begin));
  }

  /** By the clock that writes the rows. */
  private static Timestamp now(Waybill waybill) throws SQLException {
    try (Connection connection = waybill.ledger().open();
        var statement = connection.createStatement();
        var row = statement.executeQuery("select now()")) {
      row.next();
      return row.getTimestamp(1);
    }
  }

  private static double number(Waybill waybill, String sql, Timestamp since) throws SQLException {
    try (Connection connection = waybill.ledger().open();
        var statement = connection.prepareStatement(sql)) {
      statement.setTimestamp(1, since);
      try (var row = statement.executeQuery()) {
        row.next();
        return row.getDouble(1);
      }
    }
  }

  private static List<URI> add(RunningServer server, HttpConnection calls, CameraPeer peer)
      throws IOException {
    URI target = server.base().resolve("/api/cameras");
    String camera =
        "{\"name\":\"camera\",\"intervalSeconds\":1,\"snapshotUrl\":\"%s\"}".formatted(peer.url());
    URI[] added = new URI[CAMERAS];
    for (int i = 0; i < CAMERAS; i++) {
      calls.send(HttpRequest.post(target, authorization(server), camera));
      added[i] = server.base().resolve("/api/cameras/" + calls.id());
    }
    return List.of(added);
  }

  private static Map<String, String> authorization(RunningServer server) {
    return Map.of("Authorization", "Bearer " + server.operatorToken());
  }
}
