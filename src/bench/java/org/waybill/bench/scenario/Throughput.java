package org.waybill.bench.scenario;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.waybill.bench.load.ClosedLoop;
import org.waybill.bench.load.Load;
import org.waybill.bench.report.Bar;
import org.waybill.bench.report.Figure;
import org.waybill.bench.report.FigureBuilder;
import org.waybill.bench.system.Contestant;
import org.waybill.bench.system.CpuTime;
import org.waybill.bench.system.Ledger;
import org.waybill.bench.system.Yard;

/**
 * Empty tasks through the whole way: HTTP in, durable, executed, result stored. The rate is the
 * tasks completed over the time from the first POST to the last completion, what piled up included.
 */
public final class Throughput implements Scenario {

  private final int connections;
  private final int rounds;
  private final Duration window;
  private final FigureBuilder rate;
  private final FigureBuilder p50;
  private final FigureBuilder p99;
  private final FigureBuilder cpu;

  public Throughput(int connections, double factor, int rounds, Duration window) {
    this.connections = connections;
    this.rounds = rounds;
    this.window = window;
    String where = " at " + connections + " connections";
    this.rate = new FigureBuilder("through-put" + where, "tasks/s", Bar.timesDbScheduler(factor));
    this.p50 = new FigureBuilder("accept p50, saturated" + where, "ms", Bar.noMoreThanPeers());
    this.cpu = new FigureBuilder("CPU of server and database" + where, "µs/task", Bar.none());
    this.p99 = new FigureBuilder("accept p99, saturated" + where, "ms", Bar.noMoreThanPeers());
  }

  @Override
  public String name() {
    return "throughput";
  }

  @Override
  public List<Figure> measure(Yard yard) throws SQLException, InterruptedException {
    for (int round = 0; round < rounds; round++) {
      for (Contestant system : yard.inTurn(round)) {
        yard.postgres().settle();
        measure(system);
      }
    }
    return List.of(rate.figure(), p50.figure(), p99.figure(), cpu.figure());
  }

  private void measure(Contestant system) throws SQLException, InterruptedException {
    CpuTime before = CpuTime.of(system);
    Load load = ClosedLoop.during(system.base(), system.submission(0), connections, window);
    Ledger.Completed done = Drain.await(system, load.firstSent());
    double seconds = Duration.between(load.firstSent(), done.last()).toNanos() / 1e9;
    rate.add(system.kind(), done.count() / seconds);
    cpu.add(system.kind(), CpuTime.of(system).microsSince(before, done.count()));
    p50.add(system.kind(), load.millisAt(50));
    p99.add(system.kind(), load.millisAt(99));
    if (done.count() != load.accepted() || load.refused() + load.failed() > 0) {
      rate.note(
          system.kind(),
          "accepted %d, completed %d, refused %d, failed %d"
              .formatted(load.accepted(), done.count(), load.refused(), load.failed()));
    }
  }
}
