package org.waybill.faults;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Faults of one class, on a cluster of its own with two workers. */
abstract class TwoWorkerFaults {

  /** That of the class under way: classes run one after the other. */
  static Cluster cluster;

  @BeforeAll
  static void start() {
    cluster = Cluster.start(Map.of(), "w1", "w2");
  }

  @AfterAll
  static void end() {
    if (cluster != null) {
      cluster.close();
      cluster = null;
    }
  }
}
