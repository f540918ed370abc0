package org.waybill.schedule;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** At which instants a schedule fires. */
public interface Trigger {

  /**
   * When the clocks of a time zone show what a cron expression says.
   *
   * @throws InvalidCron if this is none
   */
  static Trigger cron(String expression, ZoneId zone) {
    return new CronTrigger(Cron.of(expression), zone);
  }

  /** The first instant after this one; empty if there is none. */
  Optional<Instant> after(Instant instant);

  /** The last instant that is not after {@code end} and not before {@code begin}, if any. */
  default Optional<Instant> lastBetween(Instant begin, Instant end) {
    Optional<Instant> last = Optional.empty();
    Optional<Instant> next = after(begin.minusNanos(1));
    while (next.isPresent() && !next.get().isAfter(end)) {
      last = next;
      next = after(next.get());
    }
    return last;
  }

  /** The next so many. */
  default List<Instant> next(Instant after, int count) {
    List<Instant> times = new ArrayList<>(count);
    Optional<Instant> next = after(after);
    while (next.isPresent() && times.size() < count) {
      times.add(next.get());
      next = after(next.get());
    }
    return times;
  }
}
