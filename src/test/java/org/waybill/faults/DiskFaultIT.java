package org.waybill.faults;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.waybill.running.RunningServer;

/** The disk of database and broker is full. */
class DiskFaultIT {

  private static final String NAME = "disk full 35 s";

  private static Path mount;
  private static Cluster cluster;

  @BeforeAll
  static void start() throws Exception {
    Path folder = RunningServer.newFolder("faults-disk-");
    if (Ballast.mounted(folder, "600m")) {
      mount = folder;
      cluster = Cluster.start(Map.of("WAYBILL_DATA", folder.resolve("data").toString()), "w1");
    } else {
      Report.skipped(NAME, "a tmpfs cannot be mounted here");
    }
  }

  @AfterAll
  static void end() throws Exception {
    if (cluster != null) {
      cluster.close();
    }
    if (mount != null) {
      Ballast.unmount(mount);
    }
  }

  @Test
  void nothingCanBeWrittenForAWhile() throws Exception {
    assumeTrue(cluster != null, "a tmpfs cannot be mounted here");
    try (Scenario scenario = Scenario.begin(cluster, NAME)) {
      scenario.load(5).tasks("long", 6, Duration.ofSeconds(30)).awaitStarts("long", 6);
      scenario.fault(NAME, new Ballast(mount, Duration.ofSeconds(35)));
      TimeUnit.SECONDS.sleep(10);
      scenario.end().holds();
    }
  }
}
