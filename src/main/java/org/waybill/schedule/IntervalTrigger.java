package org.waybill.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Fires in equal gaps; the first time one gap after the anchor. */
record IntervalTrigger(Instant anchor, Duration interval) implements Trigger {

  @Override
  public Optional<Instant> after(Instant instant) {
    long passed = Math.max(0, intervalsUntil(instant));
    return Optional.of(anchor.plus(interval.multipliedBy(passed + 1)));
  }

  @Override
  public Optional<Instant> lastBetween(Instant begin, Instant end) {
    long passed = intervalsUntil(end);
    Instant last = anchor.plus(interval.multipliedBy(passed));
    return passed < 1 || last.isBefore(begin) ? Optional.empty() : Optional.of(last);
  }

  private long intervalsUntil(Instant instant) {
    return Math.floorDiv(Duration.between(anchor, instant).toMillis(), interval.toMillis());
  }
}
