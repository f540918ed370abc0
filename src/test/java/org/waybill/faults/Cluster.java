package org.waybill.faults;

import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.waybill.running.Api;
import org.waybill.running.DiagnosticLines;
import org.waybill.running.DiagnosticLines.Line;
import org.waybill.running.RunningServer;

/**
 * One process that takes calls, with database and mostly broker, and the workers that joined it.
 */
final class Cluster implements AutoCloseable {

  /** Tasks that one worker runs at once. */
  static final int AT_ONCE = 64;

  private static final int PROBE_MS = 4_000;

  private final Path log = RunningServer.newFolder("faults-").resolve("diagnostics.log");
  private final Map<String, String> common = new HashMap<>();
  private final Map<String, RunningServer> workers = new TreeMap<>();
  private final Map<String, Duration> ahead = new HashMap<>();
  private final RunningServer api;
  private int probes;

  private Cluster(Map<String, String> settings) {
    common.putAll(settings);
    common.put("WAYBILL_DIAGNOSTICS", "true");
    common.put("WAYBILL_DIAGNOSTICS_LOG", log.toString());
    Map<String, String> first = new HashMap<>(common);
    first.put("WAYBILL_ROLE", "api");
    first.put("WAYBILL_NODE", "api");
    api = RunningServer.start(first);
  }

  /** With these settings on all nodes. */
  static Cluster start(Map<String, String> settings, String... workers) {
    Cluster cluster = new Cluster(settings);
    for (String worker : workers) {
      cluster.join(worker, Map.of());
    }
    return cluster;
  }

  RunningServer join(String worker, Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(common);
    all.remove("WAYBILL_DATA");
    all.put("WAYBILL_NODE", worker);
    all.putAll(settings);
    RunningServer joined = api.joinWorker(all);
    workers.put(worker, joined);
    return joined;
  }

  /** A worker whose clock is ahead by so much; its notes are read accordingly. */
  RunningServer joinAhead(String worker, Duration by, Map<String, String> settings) {
    ahead.put(worker, by);
    return join(worker, settings);
  }

  RunningServer api() {
    return api;
  }

  RunningServer worker(String name) {
    return workers.get(name);
  }

  Map<String, RunningServer> workers() {
    return workers;
  }

  Rows rows() {
    return new Rows(api);
  }

  /** What handlers noted, by the clock of this machine. */
  List<Line> lines() {
    return new DiagnosticLines(log).all().stream().map(this::inTime).toList();
  }

  private Line inTime(Line line) {
    Duration by = ahead.getOrDefault(line.node(), Duration.ZERO);
    return new Line(line.taskId(), line.attempt(), line.node(), line.event(), line.at().minus(by));
  }

  /**
   * Lets more tasks run than all workers take at once.
   *
   * @return by worker, the most that it ran at the same time
   */
  Map<String, Integer> capacity() {
    String user = "capacity-" + ++probes;
    Api caller = api.api().user(user);
    String task = "{\"type\":\"diagnostic\",\"input\":{\"sleepMs\":%d}}".formatted(PROBE_MS);
    int tasks = workers.size() * AT_ONCE + AT_ONCE;
    String batch = (task + ",").repeat(tasks - 1) + task;
    Api.Answer answer = caller.post("/api/tasks/batch", "{\"tasks\":[" + batch + "]}");
    if (answer.status() >= 300) {
      throw new AssertionError("Not accepted: " + answer);
    }
    Set<String> ids =
        answer.object().getJsonArray("items").getValuesAs(JsonObject.class).stream()
            .map(item -> item.getString("id"))
            .collect(Collectors.toSet());
    settle(user, Duration.ofSeconds(60));
    List<Line> lines = lines().stream().filter(line -> ids.contains(line.taskId())).toList();
    Map<String, Integer> most = new TreeMap<>();
    workers.keySet().forEach(worker -> most.put(worker, mostAtOnce(lines, worker)));
    return most;
  }

  private static int mostAtOnce(List<Line> lines, String worker) {
    int now = 0;
    int most = 0;
    for (Line line :
        lines.stream()
            .filter(line -> line.node().equals(worker))
            .sorted(Comparator.comparing(Line::at).thenComparing(Line::isStart))
            .toList()) {
      now += line.isStart() ? 1 : -1;
      most = Math.max(most, now);
    }
    return most;
  }

  /** Whether all tasks of this user ended within the limit. */
  boolean settle(String user, Duration limit) {
    try {
      await("tasks of " + user)
          .atMost(limit)
          .pollInterval(Duration.ofMillis(250))
          .until(() -> rows().open(user) == 0);
      return true;
    } catch (org.awaitility.core.ConditionTimeoutException e) {
      return false;
    }
  }

  /** New processes for all workers, so that the next scenario begins with good ones. */
  void renewWorkers() {
    workers.values().forEach(RunningServer::kill);
    for (RunningServer worker : workers.values()) {
      boolean up = comesUp(worker);
      for (int tries = 1; !up && tries < 5; tries++) {
        up = comesUp(worker);
      }
    }
  }

  /** Starts it again; false if it ended before it was ready, as a poisonous task makes it. */
  static boolean comesUp(RunningServer worker) {
    try {
      worker.restart();
      return true;
    } catch (AssertionError e) {
      System.out.println("A worker ended before it was ready: " + worker.log());
      return false;
    }
  }

  @Override
  public void close() {
    List<RunningServer> all = new ArrayList<>(workers.values());
    all.add(api);
    all.forEach(RunningServer::close);
  }
}
