package org.waybill.faults;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A database that ends sessions, ends itself, or takes nothing. */
class DatabaseFaultIT {

  private static Cluster cluster;
  private static DatabaseFaults database;

  @BeforeAll
  static void start() {
    cluster = Cluster.start(Map.of(), "w1", "w2");
    database = new DatabaseFaults(cluster.rows());
  }

  @AfterAll
  static void end() {
    if (cluster != null) {
      cluster.close();
    }
  }

  /** Beside a steady load and some tasks that are longer than the fault. */
  private static void during(String name, Scenario.Fault fault) throws Exception {
    try (Scenario scenario = Scenario.begin(cluster, name)) {
      scenario.load(5).tasks("long", 6, Duration.ofSeconds(30)).awaitStarts("long", 6);
      scenario.fault(name, fault);
      TimeUnit.SECONDS.sleep(5);
      scenario.end().holds();
    }
  }

  @Test
  void allSessionsAreEnded() throws Exception {
    during(
        "all database sessions ended, twice",
        () -> {
          database.endAllSessions();
          TimeUnit.SECONDS.sleep(5);
          database.endAllSessions();
        });
  }

  @Test
  void theFirstProcessIsKilled() throws Exception {
    during("kill -9 of the postmaster", () -> cluster.api().postmaster().destroyForcibly());
  }

  @Test
  void itBecomesReadOnly() throws Exception {
    during(
        "database read-only 15 s",
        () -> database.setting("default_transaction_read_only", "on", Duration.ofSeconds(15)));
  }

  @Test
  void theTableOfTasksIsLocked() throws Exception {
    during("table of tasks locked 20 s", () -> database.lockTasks(Duration.ofSeconds(20)));
  }

  @Test
  void statementsMayTakeNoTime() throws Exception {
    during(
        "statements limited to 5 ms for 10 s",
        () -> database.setting("statement_timeout", "5", Duration.ofSeconds(10)));
  }
}
