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
import org.waybill.bench.system.Kind;
import org.waybill.bench.system.Ledger;
import org.waybill.bench.system.ProcessMemory;
import org.waybill.bench.system.Yard;

/** A thousand tasks that wait one second, all at once on one worker. */
public final class Sleepers implements Scenario {

  private static final int TASKS = 1000;
  private static final int SLEEP_MS = 1000;
  private static final int PRODUCERS = 64;

  private final int rounds;
  private final FigureBuilder time =
      new FigureBuilder("1,000 tasks that wait 1 s", "s", Bar.atMost(2.5));
  private final FigureBuilder peak =
      new FigureBuilder("the same: peak resident", "MiB", Bar.none());
  private final FigureBuilder heap = new FigureBuilder("the same: heap", "MiB", Bar.atMost(512));

  public Sleepers(int rounds) {
    this.rounds = rounds;
  }

  @Override
  public String name() {
    return "sleepers";
  }

  @Override
  public List<Figure> measure(Yard yard) throws SQLException, InterruptedException {
    for (int round = 0; round < rounds; round++) {
      for (Contestant system : yard.inTurn(round)) {
        yard.postgres().settle();
        measure(system);
      }
    }
    for (Contestant system : yard.inTurn(0)) {
      ProcessMemory memory = ProcessMemory.of(system.pid());
      memory.peak().ifPresent(mib -> peak.add(system.kind(), mib));
      memory.heap().ifPresent(mib -> heap.add(system.kind(), mib));
    }
    return List.of(time.figure(), peak.figure(), heap.figure());
  }

  private void measure(Contestant system) throws SQLException, InterruptedException {
    byte[] request = system.submission(SLEEP_MS);
    Load load = ClosedLoop.times(system.base(), request, PRODUCERS, TASKS);
    Ledger.Completed done = Drain.await(system, load.firstSent());
    Kind kind = system.kind();
    time.add(kind, Duration.between(load.firstSent(), done.last()).toNanos() / 1e9);
    if (done.count() != TASKS) {
      time.note(kind, "completed %d, refused %d".formatted(done.count(), load.refused()));
    }
  }
}
