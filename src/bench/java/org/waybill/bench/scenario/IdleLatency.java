package org.waybill.bench.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.waybill.bench.load.HttpConnection;
import org.waybill.bench.report.Bar;
import org.waybill.bench.report.Figure;
import org.waybill.bench.report.FigureBuilder;
import org.waybill.bench.system.Contestant;
import org.waybill.bench.system.Yard;

/**
 * One task at a time into an idle system: from the moment the POST leaves to the moment its handler
 * starts, both read from this machine's one clock.
 */
public final class IdleLatency implements Scenario {

  private static final int SHORTEST_GAP_MS = 50;
  private static final int LONGEST_GAP_MS = 100;
  private static final long TRACKED_US = TimeUnit.MINUTES.toMicros(1);

  private final int samples;
  private final FigureBuilder p50 =
      new FigureBuilder("idle: POST to handler start p50", "ms", Bar.atMost(8));
  private final FigureBuilder p99 =
      new FigureBuilder("idle: POST to handler start p99", "ms", Bar.atMost(20));

  public IdleLatency(int samples) {
    this.samples = samples;
  }

  @Override
  public String name() {
    return "idle";
  }

  @Override
  public List<Figure> measure(Yard yard) throws SQLException, InterruptedException {
    for (Contestant system : yard.inTurn(0)) {
      Instant begin = Instant.now();
      Map<String, Instant> sent = submit(system);
      Drain.await(system, begin);
      record(system, sent, system.starts(sent.keySet()));
    }
    return List.of(p50.figure(), p99.figure());
  }

  private Map<String, Instant> submit(Contestant system) throws InterruptedException {
    Map<String, Instant> sent = new LinkedHashMap<>();
    var random = new Random(4);
    byte[] request = system.submission(0);
    try (var connection = new HttpConnection(system.base())) {
      for (int i = 0; i < samples; i++) {
        TimeUnit.MILLISECONDS.sleep(random.nextInt(SHORTEST_GAP_MS, LONGEST_GAP_MS));
        Instant now = Instant.now();
        connection.send(request);
        sent.put(connection.id(), now);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return sent;
  }

  private void record(Contestant system, Map<String, Instant> sent, Map<String, Instant> started) {
    var latency = new Histogram(TRACKED_US, 3);
    sent.forEach(
        (id, at) -> {
          if (started.containsKey(id)) {
            long micros = Duration.between(at, started.get(id)).toNanos() / 1000;
            latency.recordValue(Math.max(0, Math.min(micros, TRACKED_US)));
          }
        });
    if (latency.getTotalCount() < sent.size()) {
      p50.note(system.kind(), "only %d of %d started".formatted(latency.getTotalCount(), samples));
    }
    if (started.values().stream().allMatch(at -> at.equals(at.truncatedTo(ChronoUnit.MILLIS)))) {
      p50.note(system.kind(), "starts are stored to the millisecond");
    }
    p50.add(system.kind(), latency.getValueAtPercentile(50) / 1000.0);
    p99.add(system.kind(), latency.getValueAtPercentile(99) / 1000.0);
  }
}
