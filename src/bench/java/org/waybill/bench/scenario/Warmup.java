package org.waybill.bench.scenario;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.waybill.bench.load.ClosedLoop;
import org.waybill.bench.load.Load;
import org.waybill.bench.system.Contestant;

/**
 * Load in rounds, each drained, until the time is over and rounds no longer get faster: a JVM on
 * two cores needs minutes to compile its way, the more code the longer.
 */
public final class Warmup {

  private static final Duration SLICE = Duration.ofSeconds(4);
  private static final List<Integer> CONNECTIONS = List.of(64, 16, 64, 16);
  private static final double STEADY = 1.05;
  private static final int LONGEST = 4;

  private Warmup() {}

  /** Takes at least this time, at most four times as long. */
  public static void run(Contestant system, Duration time)
      throws SQLException, InterruptedException {
    long begin = System.nanoTime();
    long best = 0;
    boolean steady = false;
    while (!steady) {
      long accepted = round(system);
      long passed = System.nanoTime() - begin;
      steady =
          passed > time.toNanos() * LONGEST
              || (passed > time.toNanos() && accepted < best * STEADY);
      best = Math.max(best, accepted);
    }
  }

  private static long round(Contestant system) throws SQLException, InterruptedException {
    long accepted = 0;
    for (int connections : CONNECTIONS) {
      Load load = ClosedLoop.during(system.base(), system.submission(0), connections, SLICE);
      Drain.await(system, load.firstSent());
      accepted += load.accepted();
    }
    return accepted;
  }
}
