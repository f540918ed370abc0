package org.waybill.bench.scenario;

import java.sql.SQLException;
import java.time.Duration;
import org.waybill.bench.load.ClosedLoop;
import org.waybill.bench.load.Load;
import org.waybill.bench.system.Contestant;

/** Load in slices, drained one by one: a JVM on two cores needs a minute to compile its way. */
public final class Warmup {

  private static final Duration SLICE = Duration.ofSeconds(3);
  private static final int[] CONNECTIONS = {16, 64};

  private Warmup() {}

  public static void run(Contestant system, Duration atLeast)
      throws SQLException, InterruptedException {
    long end = System.nanoTime() + atLeast.toNanos();
    for (int i = 0; System.nanoTime() < end; i++) {
      int connections = CONNECTIONS[i % CONNECTIONS.length];
      Load load = ClosedLoop.during(system.base(), system.submission(0), connections, SLICE);
      Drain.await(system, load.firstSent());
    }
  }
}
