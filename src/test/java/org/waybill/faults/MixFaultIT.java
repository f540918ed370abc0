package org.waybill.faults;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A flood, and faults of all kinds in a random order for minutes. */
class MixFaultIT extends TwoWorkerFaults {

  private static final int FLOOD = 20_000;

  @Test
  void aFloodOfOneUserBesideAnother() throws Exception {
    try (Scenario flood = Scenario.beginUnheard(cluster, "flood of 20,000 tasks");
        Scenario other = Scenario.begin(cluster, "another user during the flood")) {
      other.load(2);
      flood.fault("flood", () -> Flood.of(flood.client(), "flood", FLOOD));
      Verdict ofOther = other.end();
      flood.end().holds();
      ofOther.holds();
    }
  }

  @Test
  void aRandomMix() throws Exception {
    try (Scenario scenario = Scenario.begin(cluster, "random mix, seed " + Seed.value())) {
      scenario.load(5);
      Random random = new Random(Seed.value());
      long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(Seed.minutes());
      while (System.nanoTime() < end) {
        TimeUnit.SECONDS.sleep(5 + random.nextInt(8));
        one(scenario, random);
      }
      scenario.end().holds();
    }
  }

  private static void one(Scenario scenario, Random random) throws Exception {
    String worker = random.nextBoolean() ? "w1" : "w2";
    switch (random.nextInt(7)) {
      case 0, 1 -> freeze(scenario, worker, cluster.worker(worker).launcher().server(), random);
      case 2 -> freeze(scenario, "API node", cluster.api().launcher().server(), random);
      case 3 -> freezeDatabase(scenario, random);
      case 4 -> scenario.killWorker(worker);
      case 5 -> scenario.fault("sessions", new DatabaseFaults(cluster.rows())::endAllSessions);
      default -> scenario.fault("connections", BrokerSessions.of(cluster.api()));
    }
  }

  private static void freeze(Scenario scenario, String what, ProcessHandle process, Random random)
      throws Exception {
    scenario.fault("freeze of " + what, Freeze.of(process, 8 + random.nextInt(7)));
  }

  private static void freezeDatabase(Scenario scenario, Random random) throws Exception {
    int seconds = 8 + random.nextInt(5);
    scenario.fault(
        "freeze of the database", Freeze.withChildren(cluster.api().postmaster(), seconds));
  }
}
