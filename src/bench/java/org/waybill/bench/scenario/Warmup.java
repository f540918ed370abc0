package org.waybill.bench.scenario;

import java.sql.SQLException;
import java.time.Duration;
import org.waybill.bench.load.ClosedLoop;
import org.waybill.bench.load.Load;
import org.waybill.bench.system.Contestant;

/**
 * Load in slices, drained one by one, until the time is over and a slice is no longer much faster
 * than the one before: a JVM on two cores needs a minute or more to compile its way.
 */
public final class Warmup {

  private static final Duration SLICE = Duration.ofSeconds(3);
  private static final int CONNECTIONS = 64;
  private static final double STEADY = 1.1;
  private static final int LONGEST = 3;

  private Warmup() {}

  /** Takes at least this time, at most three times as long. */
  public static void run(Contestant system, Duration time)
      throws SQLException, InterruptedException {
    long begin = System.nanoTime();
    long before = 0;
    boolean steady = false;
    while (!steady) {
      long accepted = slice(system);
      long passed = System.nanoTime() - begin;
      steady =
          passed > time.toNanos() * LONGEST
              || (passed > time.toNanos() && accepted < before * STEADY);
      before = accepted;
    }
  }

  private static long slice(Contestant system) throws SQLException, InterruptedException {
    Load load = ClosedLoop.during(system.base(), system.submission(0), CONNECTIONS, SLICE);
    Drain.await(system, load.firstSent());
    return load.accepted();
  }
}
