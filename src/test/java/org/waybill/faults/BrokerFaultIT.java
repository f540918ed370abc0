package org.waybill.faults;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A broker of one's own that is killed, away, and full. */
class BrokerFaultIT {

  private static BrokerProcess broker;
  private static Cluster cluster;

  @BeforeAll
  static void start() throws Exception {
    broker = BrokerProcess.start();
    cluster = Cluster.start(broker.settings(), "w1", "w2");
  }

  @AfterAll
  static void end() throws Exception {
    if (cluster != null) {
      cluster.close();
    }
    broker.close();
  }

  /** Beside a steady load and so many tasks that some are in hand and others wait. */
  private static void during(String name, int tasks, String what, Scenario.Fault fault)
      throws Exception {
    try (Scenario scenario = Scenario.begin(cluster, name)) {
      scenario.load(5).tasks("held", tasks, Duration.ofSeconds(8)).awaitStarts("held", 100);
      scenario.fault(what, fault);
      TimeUnit.SECONDS.sleep(15);
      scenario.end().holds();
    }
  }

  @Test
  void itIsKilledAndComesBackAfterAWhile() throws Exception {
    during(
        "broker killed, back after 20 s",
        260,
        "kill -9 of the broker",
        () -> {
          broker.kill();
          TimeUnit.SECONDS.sleep(20);
          broker.begin(97);
        });
  }

  @Test
  void itsDiskIsFull() throws Exception {
    during(
        "broker full 25 s",
        140,
        "broker full",
        () -> {
          broker.kill();
          broker.begin(1);
          TimeUnit.SECONDS.sleep(25);
          broker.kill();
          broker.begin(97);
        });
  }

  @Test
  void workerDatabaseAndBrokerAreAwayInTurn() throws Exception {
    String name = "worker frozen, database killed, broker killed, in turn";
    try (Scenario scenario = Scenario.begin(cluster, name)) {
      scenario.load(5).tasks("long", 6, Duration.ofSeconds(60)).awaitStarts("long", 6);
      scenario.tasks("held", 260, Duration.ofSeconds(6)).awaitStarts("held", 100);
      scenario.fault("freeze of w1", Freeze.of(cluster.worker("w1").launcher().server(), 14));
      TimeUnit.SECONDS.sleep(8);
      scenario.fault("database", () -> cluster.api().postmaster().destroyForcibly());
      TimeUnit.SECONDS.sleep(8);
      scenario.fault(
          "broker",
          () -> {
            broker.kill();
            broker.begin(97);
          });
      TimeUnit.SECONDS.sleep(10);
      scenario.end().holds();
    }
  }
}
