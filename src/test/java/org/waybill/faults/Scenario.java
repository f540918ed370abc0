package org.waybill.faults;

import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.awaitility.core.ConditionTimeoutException;
import org.waybill.running.Api;
import org.waybill.running.DiagnosticLines.Line;
import org.waybill.running.RunningServer;

/** One fault or more, the load beside it, and what is known of both afterwards. */
final class Scenario implements AutoCloseable {

  /** Whatever is done, its faults included. */
  interface Fault {
    void run() throws Exception;
  }

  private static final Clock CLOCK = Clock.systemUTC();
  private static final Duration DRAIN = Duration.ofMinutes(2);

  private final Cluster cluster;
  private final String name;
  private final String user;
  private final Journal journal = new Journal();
  private final List<History.Fault> faults = new CopyOnWriteArrayList<>();
  private final List<Instant> kills = new CopyOnWriteArrayList<>();
  private final List<LiveStream> streams;
  private final HealthWatch health;
  private final Api caller;
  private Load load;
  private boolean unharmed;

  private Scenario(Cluster cluster, String name, boolean listening) {
    this.cluster = cluster;
    this.name = name;
    this.user = name.replaceAll("[^a-z0-9]+", "-");
    Api.Answer ready = cluster.api().api().get("/health/ready");
    if (ready.status() != 200) {
      throw new AssertionError("Not ready before the scenario: " + ready);
    }
    this.caller = cluster.api().api().user(user);
    this.streams = listening ? List.of(new SseStream(caller), new SocketStream(caller)) : List.of();
    this.health = new HealthWatch(cluster.api().api());
    streams.forEach(LiveStream::start);
    await("streams").until(() -> streams.stream().allMatch(LiveStream::isOpen));
  }

  static Scenario begin(Cluster cluster, String name) {
    return new Scenario(cluster, name, true);
  }

  /** Where so much happens that listening would be a load of its own. */
  static Scenario beginUnheard(Cluster cluster, String name) {
    return new Scenario(cluster, name, false);
  }

  String name() {
    return name;
  }

  Client client() {
    return new Client(caller, journal);
  }

  /** The same user with the rights of an operator. */
  Client operator() {
    return new Client(cluster.api().api().caller("default", user, "operator"), journal);
  }

  Scenario load(int perSecond) {
    load = Load.start(client(), user, perSecond, Seed.value());
    return this;
  }

  /** So many tasks of this length at once. */
  Scenario tasks(String what, int count, Duration each) throws InterruptedException {
    for (int i = 0; i < count; i++) {
      client().submit(Wish.of(user + "-" + what + "-" + i, each.toMillis()));
    }
    return this;
  }

  /** As soon as handlers of so many of these tasks have noted their start. */
  Scenario awaitStarts(String what, int count) {
    await(count + " starts of " + what)
        .atMost(Duration.ofSeconds(60))
        .until(() -> starts(user + "-" + what + "-") >= count);
    return this;
  }

  private long starts(String prefix) {
    Set<String> ids =
        journal.all().stream()
            .filter(wanted -> wanted.key().startsWith(prefix))
            .flatMap(wanted -> wanted.receipt().stream())
            .map(Submission.Try::taskId)
            .collect(Collectors.toSet());
    return cluster.lines().stream()
        .filter(line -> line.isStart() && ids.contains(line.taskId()))
        .map(Line::taskId)
        .distinct()
        .count();
  }

  /** Breaks something, and remembers when. */
  Scenario fault(String what, Fault fault) throws Exception {
    Instant from = CLOCK.instant();
    try {
      fault.run();
    } finally {
      faults.add(new History.Fault(what, from, CLOCK.instant()));
    }
    return this;
  }

  /** SIGKILL for a worker's JVM, and a new one. */
  Scenario killWorker(String worker) throws Exception {
    RunningServer server = cluster.worker(worker);
    return fault(
        "kill -9 of " + worker,
        () -> {
          killed();
          server.kill();
          server.restart();
        });
  }

  /** A worker's process is about to end. */
  void killed() {
    kills.add(CLOCK.instant());
  }

  /** Of a worker's process that may end by itself. */
  void noteEndOf(RunningServer worker) {
    worker.launcher().server().onExit().thenRun(this::killed);
  }

  /** Lets everything end, and checks what is known. */
  Verdict end() throws Exception {
    if (load != null) {
      load.stop();
    }
    cluster.settle(user, DRAIN);
    within(Duration.ofSeconds(30), health::isReady);
    List<StoredTask> stored = cluster.rows().tasks(user);
    within(Duration.ofSeconds(20), () -> nothingMissing(stored));
    Map<String, Integer> capacity = cluster.capacity();
    History history = history(stored, capacity);
    Verdict verdict = new Verdict(name, history, HistoryChecker.check(history));
    Report.add(verdict);
    unharmed = verdict.violations().isEmpty();
    return verdict;
  }

  private History history(List<StoredTask> stored, Map<String, Integer> capacity) {
    Set<String> ids = stored.stream().map(StoredTask::id).collect(Collectors.toSet());
    return new History(
        journal.all(),
        stored,
        cluster.lines().stream().filter(line -> ids.contains(line.taskId())).toList(),
        streams.stream().map(LiveStream::received).toList(),
        List.copyOf(kills),
        List.copyOf(faults),
        health.answers(),
        capacity,
        Cluster.AT_ONCE);
  }

  private boolean nothingMissing(List<StoredTask> stored) {
    History soFar = history(stored, Map.of());
    return streams.stream().allMatch(s -> StreamRules.missing(soFar, s.received()).isEmpty());
  }

  /** What does not come about is said by the rules. */
  private static void within(Duration limit, java.util.concurrent.Callable<Boolean> what) {
    try {
      await().atMost(limit).pollInterval(Duration.ofMillis(250)).until(what);
    } catch (ConditionTimeoutException e) {
      // Left to the checker.
      return;
    }
  }

  /** Whatever has come of it, the next scenario begins with good workers and an empty line. */
  @Override
  public void close() throws Exception {
    streams.forEach(LiveStream::close);
    health.close();
    if (!unharmed) {
      if (load != null) {
        load.stop();
      }
      cluster.renewWorkers();
      cluster.settle(user, DRAIN);
    }
  }
}
