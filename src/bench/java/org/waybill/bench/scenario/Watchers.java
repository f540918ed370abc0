package org.waybill.bench.scenario;

import jakarta.json.Json;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.waybill.bench.load.EventAges;
import org.waybill.bench.load.HttpConnection;
import org.waybill.bench.load.HttpRequest;
import org.waybill.bench.load.SocketClients;
import org.waybill.bench.report.Bar;
import org.waybill.bench.report.Figure;
import org.waybill.bench.report.FigureBuilder;
import org.waybill.bench.system.Kind;
import org.waybill.bench.system.ProcessMemory;
import org.waybill.running.RunningServer;

/**
 * A thousand WebSockets on one server: from an event's commit to its client. Each of them listens
 * to the tasks of a user of its own; then all of them watch one task. Waybill alone.
 */
public final class Watchers {

  private static final int CLIENTS = 1_000;
  private static final int TASKS_A_SECOND = 100;
  private static final String TASK = "{\"type\":\"diagnostic\",\"input\":{}}";

  /** Reports four times a second, which is as often as progress is told. */
  private static final String WATCHED =
      "{\"type\":\"diagnostic\",\"input\":{\"sleepMs\":%d,\"steps\":%d}}";

  private final int rounds;
  private final int seconds;
  private final FigureBuilder own =
      new FigureBuilder(
          "event to one of 1,000 WebSockets, 300 events/s, p99", "ms", Bar.atMost(50));
  private final FigureBuilder ownMedian = new FigureBuilder("the same, p50", "ms", Bar.none());
  private final FigureBuilder all =
      new FigureBuilder("event to all of 1,000 WebSockets, 4 events/s, p99", "ms", Bar.atMost(50));
  private final FigureBuilder heap =
      new FigureBuilder("a WebSocket's heap in the server", "KiB", Bar.none());
  private final FigureBuilder resident =
      new FigureBuilder("a WebSocket's resident memory in the server", "KiB", Bar.none());

  public Watchers(int rounds, int seconds) {
    this.rounds = rounds;
    this.seconds = seconds;
  }

  public List<Figure> measure() throws IOException, InterruptedException {
    try (RunningServer server = RunningServer.start(Map.of())) {
      List<String> tokens = tokens(server);
      submit(server, tokens);
      for (int round = 0; round < rounds; round++) {
        ofOwn(server, tokens);
        ofOne(server);
      }
    }
    return List.of(
        own.figure(), ownMedian.figure(), all.figure(), heap.figure(), resident.figure());
  }

  private void ofOwn(RunningServer server, List<String> tokens)
      throws IOException, InterruptedException {
    long pid = server.launcher().server().pid();
    ProcessMemory before = ProcessMemory.collected(pid);
    var ages = new EventAges();
    try (SocketClients clients = new SocketClients(server.base(), ages)) {
      for (String token : tokens) {
        clients.open(token, "{\"action\":\"subscribe\",\"scope\":\"mine\"}");
      }
      ProcessMemory after = ProcessMemory.collected(pid);
      add(heap, before.heapUsed().orElse(0), after.heapUsed().orElse(0));
      add(resident, before.resident().orElse(0), after.resident().orElse(0));
      clients.listen();
      submit(server, tokens);
      ages.takeMillis();
      submit(server, tokens);
      TimeUnit.SECONDS.sleep(1);
      double[] millis = ages.takeMillis();
      clients.checkOpen();
      own.add(Kind.WAYBILL, of(millis, 99));
      own.note(Kind.WAYBILL, millis.length + " events");
      ownMedian.add(Kind.WAYBILL, of(millis, 50));
    }
  }

  private void ofOne(RunningServer server) throws IOException, InterruptedException {
    var ages = new EventAges();
    try (SocketClients clients = new SocketClients(server.base(), ages);
        var connection = new HttpConnection(server.base())) {
      int lasts = 2 * seconds + 1;
      String watched = WATCHED.formatted(lasts * 1000, lasts * 4);
      connection.send(post(server, server.operatorToken(), watched));
      String frame = "{\"action\":\"subscribe\",\"taskId\":\"%s\"}".formatted(connection.id());
      for (int i = 0; i < CLIENTS; i++) {
        clients.open(server.operatorToken(), frame);
      }
      clients.listen();
      // What they catch up with is not counted, nor is the warming up.
      TimeUnit.SECONDS.sleep(seconds);
      ages.takeMillis();
      TimeUnit.SECONDS.sleep(seconds);
      double[] millis = ages.takeMillis();
      clients.checkOpen();
      all.add(Kind.WAYBILL, of(millis, 99));
      all.note(Kind.WAYBILL, millis.length + " frames");
    }
  }

  private static void add(FigureBuilder figure, double mibBefore, double mibAfter) {
    figure.add(Kind.WAYBILL, (mibAfter - mibBefore) * 1024 / CLIENTS);
  }

  private static double of(double[] sorted, int percent) {
    return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)];
  }

  /** Hands over tasks of all users in turn, at a steady rate. */
  private void submit(RunningServer server, List<String> tokens)
      throws IOException, InterruptedException {
    try (var connection = new HttpConnection(server.base())) {
      long start = System.nanoTime();
      for (int i = 0; i < seconds * TASKS_A_SECOND; i++) {
        long due = start + i * TimeUnit.SECONDS.toNanos(1) / TASKS_A_SECOND;
        TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
        connection.send(post(server, tokens.get(i * 7 % tokens.size()), TASK));
      }
    }
  }

  private static byte[] post(RunningServer server, String token, String json) {
    URI target = server.base().resolve("/api/tasks");
    return HttpRequest.post(target, Map.of("Authorization", "Bearer " + token), json);
  }

  private static List<String> tokens(RunningServer server) throws IOException {
    List<String> tokens = new ArrayList<>();
    URI target = server.base().resolve("/api/tokens");
    Map<String, String> operator = Map.of("Authorization", "Bearer " + server.operatorToken());
    try (var connection = new HttpConnection(server.base())) {
      for (int i = 0; i < CLIENTS; i++) {
        String user = "{\"tenant\":\"default\",\"userId\":\"watcher-%d\",\"role\":\"user\"}";
        connection.send(HttpRequest.post(target, operator, user.formatted(i)));
        try (var reader = Json.createReader(new StringReader(connection.body()))) {
          tokens.add(reader.readObject().getString("token"));
        }
      }
    }
    return tokens;
  }
}
