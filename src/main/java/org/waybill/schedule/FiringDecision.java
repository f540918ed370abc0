package org.waybill.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a schedule does now that its time has come.
 *
 * @param fires the nominal time that it fires for, if any
 * @param next its next nominal time, if any
 * @param missed whether it lets go of times that are too late
 */
record FiringDecision(Optional<Instant> fires, Optional<Instant> next, boolean missed) {

  /** Up to here a firing is late, not missed: a node was restarted, or had a long pause. */
  static final Duration LATE = Duration.ofSeconds(30);

  /** No window is shorter: nobody is always on time. */
  static final Duration SHORTEST_WINDOW = Duration.ofSeconds(2);

  /**
   * Each time that is late fires. Times that were missed are caught up by one firing, for the last
   * of them, if that lies in the window.
   */
  static FiringDecision of(Trigger trigger, Instant nominal, Instant now, Duration catchUp) {
    Duration window = catchUp.compareTo(SHORTEST_WINDOW) < 0 ? SHORTEST_WINDOW : catchUp;
    Instant begin = now.minus(window);
    if (!nominal.isBefore(begin) && !nominal.isBefore(now.minus(LATE))) {
      return new FiringDecision(Optional.of(nominal), trigger.after(nominal), false);
    }
    Instant from = nominal.isBefore(begin) ? begin : nominal;
    Optional<Instant> last = trigger.lastBetween(from, now);
    boolean missed = last.isEmpty() || last.get().isAfter(nominal);
    return new FiringDecision(last, trigger.after(now), missed);
  }
}
