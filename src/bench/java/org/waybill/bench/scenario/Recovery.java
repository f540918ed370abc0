package org.waybill.bench.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.waybill.bench.load.ClosedLoop;
import org.waybill.bench.report.Bar;
import org.waybill.bench.report.Figure;
import org.waybill.bench.report.FigureBuilder;
import org.waybill.bench.system.DiagnosticLines;
import org.waybill.bench.system.Kind;
import org.waybill.bench.system.Waybill;
import org.waybill.running.RunningServer;

/**
 * Twenty tasks run on one worker; it is killed (-9); how long until all twenty have started on
 * another. Waybill alone: the peers as shipped notice after minutes.
 */
public final class Recovery {

  public static final String PEERS =
      "recovery is not run for the peers; as shipped, measured elsewhere on such a machine: BullMQ"
          + " 58 s, JobRunr 89 s, db-scheduler 30 min, graphile-worker 4 h";

  private static final int TASKS = 20;
  private static final int SLEEP_MS = 280_000;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final int rounds;
  private final FigureBuilder time =
      new FigureBuilder("worker killed: its 20 tasks start elsewhere", "s", Bar.atMost(2));

  public Recovery(int rounds) {
    this.rounds = rounds;
  }

  public List<Figure> measure() throws InterruptedException {
    var lines = new DiagnosticLines(freshFile());
    Map<String, String> settings =
        Map.of(
            "WAYBILL_DIAGNOSTICS_LOG", lines.file().toString(), "WAYBILL_TASK_CRASH_LIMIT", "100");
    // Whichever node sees the death first judges by its own limit.
    Map<String, String> api = Map.of("WAYBILL_ROLE", "api", "WAYBILL_TASK_CRASH_LIMIT", "100");
    try (RunningServer host = RunningServer.start(api)) {
      List<RunningServer> workers = new ArrayList<>();
      try {
        workers.add(host.joinWorker(settings));
        submit(host, lines);
        for (int round = 0; round < rounds; round++) {
          workers.add(host.joinWorker(settings));
          kill(workers.remove(0), lines);
        }
      } finally {
        workers.forEach(RunningServer::kill);
      }
    }
    return List.of(time.figure());
  }

  private static void submit(RunningServer host, DiagnosticLines lines)
      throws InterruptedException {
    Instant begin = Instant.now();
    ClosedLoop.times(host.base(), new Waybill(host).submission(SLEEP_MS), 4, TASKS);
    awaitStarts(lines, begin);
  }

  /** The tasks run on: the worker that takes them over is the next to be killed. */
  private void kill(RunningServer worker, DiagnosticLines lines) throws InterruptedException {
    Instant death = Instant.now();
    worker.kill();
    List<Instant> starts = awaitStarts(lines, death);
    time.add(Kind.WAYBILL, Duration.between(death, starts.get(TASKS - 1)).toNanos() / 1e9);
  }

  private static List<Instant> awaitStarts(DiagnosticLines lines, Instant since)
      throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    List<Instant> starts = lines.startsSince(since);
    while (starts.size() < TASKS) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("only %d tasks started".formatted(starts.size()));
      }
      TimeUnit.MILLISECONDS.sleep(50);
      starts = lines.startsSince(since);
    }
    return starts;
  }

  private static Path freshFile() {
    try {
      Path folder = Files.createDirectories(Path.of("target", "bench"));
      return Files.createTempFile(folder, "diagnostics", ".jsonl").toAbsolutePath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
