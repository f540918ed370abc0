package org.waybill.schedule;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Optional;

/**
 * Fires when the clocks of a time zone show what a cron expression says.
 *
 * <p>Where clocks are changed, a named hour is kept: a time that is skipped fires at the first
 * instant after the change, one that is shown twice fires the first time only. An expression for
 * each hour follows the clocks instead: it fires whenever they show it, so that its firings keep
 * their distance.
 */
record CronTrigger(Cron cron, ZoneId zone) implements Trigger {

  @Override
  public Optional<Instant> after(Instant instant) {
    return cron.isEachHour() ? shownAfter(instant) : keptAfter(instant);
  }

  /** Between two changes of the clocks, instants and what they show run in parallel. */
  private Optional<Instant> shownAfter(Instant instant) {
    ZoneRules rules = zone.getRules();
    ZoneOffset offset = rules.getOffset(instant);
    ZoneOffsetTransition change = rules.nextTransition(instant);
    Optional<LocalDateTime> shown = cron.after(LocalDateTime.ofInstant(instant, offset));
    while (change != null) {
      Instant until = change.getInstant();
      Optional<Instant> found = instantOf(shown, offset).filter(until::isAfter);
      if (found.isPresent() || shown.isEmpty()) {
        return found;
      }
      offset = change.getOffsetAfter();
      shown = cron.after(LocalDateTime.ofInstant(until, offset).minusSeconds(1));
      change = rules.nextTransition(until);
    }
    return instantOf(shown, offset);
  }

  private static Optional<Instant> instantOf(Optional<LocalDateTime> shown, ZoneOffset offset) {
    return shown.map(time -> time.toInstant(offset));
  }

  private Optional<Instant> keptAfter(Instant instant) {
    Optional<LocalDateTime> local = cron.after(lastShownBefore(instant));
    while (local.isPresent()) {
      Instant found = firstInstantOf(local.get());
      if (found.isAfter(instant)) {
        return Optional.of(found);
      }
      local = cron.after(local.get());
    }
    return Optional.empty();
  }

  /** Within an hour that is shown for the second time, all that it shows has fired. */
  private LocalDateTime lastShownBefore(Instant instant) {
    LocalDateTime shown = LocalDateTime.ofInstant(instant, zone);
    ZoneOffsetTransition change = zone.getRules().getTransition(shown);
    boolean again = change != null && change.isOverlap() && !instant.isBefore(change.getInstant());
    return again ? change.getDateTimeBefore().minusSeconds(1) : shown;
  }

  private Instant firstInstantOf(LocalDateTime local) {
    ZoneOffsetTransition change = zone.getRules().getTransition(local);
    if (change == null) {
      return local.atZone(zone).toInstant();
    }
    return change.isGap() ? change.getInstant() : local.toInstant(change.getOffsetBefore());
  }
}
