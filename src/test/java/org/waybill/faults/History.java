package org.waybill.faults;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.waybill.running.DiagnosticLines.Line;

/**
 * All that is known of one scenario when it is over.
 *
 * @param lines what the handlers of its tasks wrote down
 * @param kills ends of worker processes
 * @param faults when what was broken
 * @param health what readiness said
 * @param capacity by worker, how many tasks ran at once afterwards
 * @param nominal how many should
 */
record History(
    List<Submission> submissions,
    List<StoredTask> stored,
    List<Line> lines,
    List<Heard> heard,
    List<Instant> kills,
    List<Fault> faults,
    List<Health> health,
    Map<String, Integer> capacity,
    int nominal) {

  /** One fault, from its beginning to its end. */
  record Fault(String name, Instant from, Instant to) {}

  /**
   * An answer to "ready?".
   *
   * @param status of HTTP; 0: none came in time
   */
  record Health(Instant at, int status) {

    boolean up() {
      return status == 200;
    }
  }
}
