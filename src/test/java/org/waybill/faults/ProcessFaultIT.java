package org.waybill.faults;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.waybill.running.RunningServer;

/** Processes that freeze or end, and connections to the broker that do. */
class ProcessFaultIT extends TwoWorkerFaults {

  @Test
  void aWorkerFreezesThreeTimesWithTasksInHandAndABacklog() throws Exception {
    try (Scenario scenario = Scenario.begin(cluster, "worker frozen 14 s, three times")) {
      scenario.load(3).tasks("long", 6, Duration.ofSeconds(60)).awaitStarts("long", 6);
      List<String> workers = List.of("w1", "w2", "w1");
      for (int run = 0; run < workers.size(); run++) {
        String worker = workers.get(run);
        scenario.tasks("held" + run, 260, Duration.ofSeconds(6)).awaitStarts("held" + run, 100);
        scenario.fault(
            "freeze of " + worker, Freeze.of(cluster.worker(worker).launcher().server(), 14));
        TimeUnit.SECONDS.sleep(8);
      }
      scenario.end().holds();
    }
  }

  /** Beside a steady load, with tasks in hand and some that wait. */
  private static void during(String name, String what, Scenario.Fault fault) throws Exception {
    try (Scenario scenario = Scenario.begin(cluster, name)) {
      scenario.load(5).tasks("held", 140, Duration.ofSeconds(6)).awaitStarts("held", 60);
      scenario.fault(what, fault);
      TimeUnit.SECONDS.sleep(10);
      scenario.end().holds();
    }
  }

  @Test
  void theNodeThatTakesCallsFreezes() throws Exception {
    during(
        "API node and broker frozen 15 s",
        "freeze of the API node",
        Freeze.of(cluster.api().launcher().server(), 15));
  }

  @Test
  void theBrokerClosesAllConnectionsUnderABacklog() throws Exception {
    try (Scenario scenario = Scenario.begin(cluster, "connections to the broker closed, twice")) {
      scenario.load(5);
      for (int run = 1; run <= 2; run++) {
        scenario.tasks("held" + run, 260, Duration.ofSeconds(6)).awaitStarts("held" + run, 100);
        scenario.fault("connections closed", BrokerSessions.of(cluster.api()));
        TimeUnit.SECONDS.sleep(10);
      }
      scenario.end().holds();
    }
  }

  @Test
  void aWorkerIsKilled() throws Exception {
    try (Scenario scenario = Scenario.begin(cluster, "kill -9 of a worker")) {
      scenario.load(5).tasks("held", 140, Duration.ofSeconds(6)).awaitStarts("held", 100);
      scenario.killWorker("w1");
      scenario.end().holds();
    }
  }

  @Test
  void theNodeThatTakesCallsIsKilledWithItsBroker() throws Exception {
    during(
        "kill -9 of the API node, its broker and database",
        "kill -9 of the API node",
        () -> {
          cluster.api().kill();
          cluster.api().restart();
        });
  }

  @Test
  void aPoisonRunsAmongInnocents() throws Exception {
    try (Scenario scenario = Scenario.begin(cluster, "poison among eight others")) {
      scenario.load(2).tasks("long", 8, Duration.ofSeconds(60)).awaitStarts("long", 8);
      cluster.workers().values().forEach(scenario::noteEndOf);
      scenario.fault(
          "poison",
          () -> {
            scenario.operator().submit(new Wish("poison", null, 0, true));
            await("the end of the poison")
                .atMost(Duration.ofMinutes(5))
                .until(
                    () -> {
                      restartTheDead(scenario);
                      return cluster.rows().ended("poison");
                    });
            restartTheDead(scenario);
          });
      scenario.end().holds();
    }
  }

  /** A launcher whose server ended ends, too; what watches over it starts it again. */
  private static void restartTheDead(Scenario scenario) {
    for (RunningServer worker : cluster.workers().values()) {
      if (!worker.launcher().process().isAlive() && Cluster.comesUp(worker)) {
        scenario.noteEndOf(worker);
      } else if (!worker.launcher().process().isAlive()) {
        scenario.killed();
      }
    }
  }

  @Test
  void allOfTheDatabaseFreezes() throws Exception {
    try (Scenario scenario = Scenario.begin(cluster, "database frozen 12 s, twice")) {
      scenario.load(3).tasks("long", 6, Duration.ofSeconds(45)).awaitStarts("long", 6);
      for (int run = 0; run < 2; run++) {
        scenario.fault(
            "freeze of the database", Freeze.withChildren(cluster.api().postmaster(), 12));
        TimeUnit.SECONDS.sleep(8);
      }
      scenario.end().holds();
    }
  }
}
