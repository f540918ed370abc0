package org.waybill.bench.scenario;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.waybill.bench.load.Load;
import org.waybill.bench.load.OpenLoop;
import org.waybill.bench.report.Bar;
import org.waybill.bench.report.Figure;
import org.waybill.bench.report.FigureBuilder;
import org.waybill.bench.system.Contestant;
import org.waybill.bench.system.Yard;

/** How long a submission takes to be durable and answered while a hundred come every second. */
public final class AcceptLatency implements Scenario {

  private static final int PER_SECOND = 100;

  private final int rounds;
  private final Duration window;
  private final FigureBuilder p50 = new FigureBuilder("accept p50 at 100/s", "ms", Bar.atMost(5));
  private final FigureBuilder p99 = new FigureBuilder("accept p99 at 100/s", "ms", Bar.atMost(20));

  public AcceptLatency(int rounds, Duration window) {
    this.rounds = rounds;
    this.window = window;
  }

  @Override
  public String name() {
    return "accept";
  }

  @Override
  public List<Figure> measure(Yard yard) throws SQLException, InterruptedException {
    for (int round = 0; round < rounds; round++) {
      for (Contestant system : yard.inTurn(round)) {
        yard.postgres().settle();
        Load load = OpenLoop.during(system.base(), system.submission(0), PER_SECOND, window);
        Drain.await(system, load.firstSent());
        p50.add(system.kind(), load.millisAt(50));
        p99.add(system.kind(), load.millisAt(99));
        if (load.refused() + load.failed() > 0) {
          p99.note(system.kind(), load.refused() + " refused, " + load.failed() + " failed");
        }
      }
    }
    return List.of(p50.figure(), p99.figure());
  }
}
