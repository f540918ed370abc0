package org.waybill.bench.scenario;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.waybill.bench.load.ChatEvents;
import org.waybill.bench.load.HttpConnection;
import org.waybill.bench.load.HttpRequest;
import org.waybill.bench.load.ScriptedModel;
import org.waybill.bench.load.SocketClients;
import org.waybill.bench.report.Bar;
import org.waybill.bench.report.Figure;
import org.waybill.bench.report.FigureBuilder;
import org.waybill.bench.system.Kind;
import org.waybill.bench.system.ProcessMemory;
import org.waybill.running.RunningServer;

/**
 * Five hundred chats at once, answered by a language model with two pieces per second each: from
 * the model's first piece to the client. Once the model speaks at once, in the middle of the burst
 * in which all of them start, once after two seconds. Waybill alone; model and clients are on the
 * same machine.
 */
public final class Chats {

  private static final int CHATS = 500;
  private static final int PIECES = 20;
  private static final long GAP_MS = 500;
  private static final long THINKS_MS = 2_000;
  private static final int PRODUCERS = 16;
  private static final int PATIENCE_S = 60;
  private static final Pattern TASK = Pattern.compile("\"taskId\"\\s*:\\s*\"([^\"]+)\"");

  private final int rounds;
  private final FigureBuilder burst =
      new FigureBuilder(
          "first piece of 500 chats that start and answer at once, p99", "ms", Bar.none());
  private final FigureBuilder burstMedian = new FigureBuilder("the same, p50", "ms", Bar.none());
  private final FigureBuilder later =
      new FigureBuilder(
          "first piece of 500 chats, the model thinks for 2 s, p99", "ms", Bar.atMost(100));
  private final FigureBuilder laterMedian = new FigureBuilder("the same, p50", "ms", Bar.none());
  private final FigureBuilder resident =
      new FigureBuilder("resident memory with 500 chats under way", "MiB", Bar.none());

  public Chats(int rounds) {
    this.rounds = rounds;
  }

  public List<Figure> measure() throws IOException, InterruptedException {
    try (var model = new ScriptedModel(PIECES, GAP_MS);
        RunningServer server =
            RunningServer.start(
                Map.of(
                    "WAYBILL_LLM_URL", model.url(),
                    "WAYBILL_LLM_MODEL", "scripted",
                    "WAYBILL_QUEUE_CHAT_TASKS_CONCURRENCY", Integer.toString(CHATS)))) {
      round(server, model, "warm-up");
      for (int round = 0; round < rounds; round++) {
        model.thinks(0);
        double[] atOnce = round(server, model, "at once " + round);
        add(burst, burstMedian, atOnce);
        model.thinks(THINKS_MS);
        add(later, laterMedian, round(server, model, "later " + round));
      }
    }
    return List.of(
        burst.figure(),
        burstMedian.figure(),
        later.figure(),
        laterMedian.figure(),
        resident.figure());
  }

  private static void add(FigureBuilder most, FigureBuilder median, double[] sorted) {
    most.add(Kind.WAYBILL, sorted[Math.min(sorted.length - 1, sorted.length * 99 / 100)]);
    median.add(Kind.WAYBILL, sorted[sorted.length / 2]);
  }

  /** From the model's first piece to the client in ms, sorted; of all chats. */
  private double[] round(RunningServer server, ScriptedModel model, String name)
      throws IOException, InterruptedException {
    var events = new ChatEvents();
    try (SocketClients clients = new SocketClients(server.base(), events)) {
      clients.open(server.operatorToken(), "{\"action\":\"subscribe\",\"scope\":\"mine\"}");
      clients.listen();
      Map<String, String> messages = submit(server, name);
      ProcessMemory.of(server.launcher().server().pid())
          .resident()
          .ifPresent(mib -> resident.add(Kind.WAYBILL, mib));
      awaitEnds(server, messages, clients, events);
      return messages.entrySet().stream()
          .mapToDouble(
              each ->
                  Duration.between(
                              model.begun().get(each.getValue()),
                              events.firstPieces().get(each.getKey()))
                          .toNanos()
                      / 1e6)
          .sorted()
          .toArray();
    }
  }

  private static void awaitEnds(
      RunningServer server, Map<String, String> messages, SocketClients clients, ChatEvents events)
      throws IOException, InterruptedException {
    for (int i = 0; i < PATIENCE_S && events.ends().size() < CHATS; i++) {
      TimeUnit.SECONDS.sleep(1);
      clients.checkOpen();
    }
    var missing = new TreeSet<>(messages.keySet());
    missing.removeAll(events.ends().keySet());
    if (!missing.isEmpty()) {
      throw new IllegalStateException(
          missing.size()
              + " of "
              + CHATS
              + " chats were not seen to complete, the first of them: "
              + shown(server, missing.first()));
    }
  }

  private static String shown(RunningServer server, String task) throws IOException {
    URI target = server.base().resolve("/api/tasks/" + task);
    Map<String, String> headers = Map.of("Authorization", "Bearer " + server.operatorToken());
    try (var connection = new HttpConnection(server.base())) {
      connection.send(HttpRequest.get(target, headers));
      return connection.body();
    }
  }

  /** The message of each chat by its task. */
  private static Map<String, String> submit(RunningServer server, String round)
      throws InterruptedException {
    Map<String, String> messages = new ConcurrentHashMap<>();
    ExecutorService producers = Executors.newFixedThreadPool(PRODUCERS);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int producer = 0; producer < PRODUCERS; producer++) {
        int first = producer;
        all.add(
            producers.submit(
                () -> {
                  submitEvery(server, first, round, messages);
                  return null;
                }));
      }
      for (Future<?> each : all) {
        each.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("a chat was not accepted", e.getCause());
    } finally {
      producers.shutdownNow();
    }
    return messages;
  }

  private static void submitEvery(
      RunningServer server, int first, String round, Map<String, String> messages)
      throws IOException {
    URI target = server.base().resolve("/api/chat/stream");
    Map<String, String> headers = Map.of("Authorization", "Bearer " + server.operatorToken());
    try (var connection = new HttpConnection(server.base())) {
      for (int chat = first; chat < CHATS; chat += PRODUCERS) {
        String message = round + " chat " + chat;
        connection.send(HttpRequest.post(target, headers, "{\"message\":\"" + message + "\"}"));
        Matcher task = TASK.matcher(connection.body());
        if (!task.find()) {
          throw new IOException(connection.body());
        }
        messages.put(task.group(1), message);
      }
    }
  }
}
