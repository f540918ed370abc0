package org.waybill.schedule;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.BitSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A cron expression of five fields, or of six with seconds before them; knows no time zone. */
public final class Cron {

  private static final int LONGEST = 500;
  private static final Map<String, String> SHORT_FORMS =
      Map.of(
          "@yearly", "0 0 1 1 *",
          "@annually", "0 0 1 1 *",
          "@monthly", "0 0 1 * *",
          "@weekly", "0 0 * * 0",
          "@daily", "0 0 * * *",
          "@midnight", "0 0 * * *",
          "@hourly", "0 * * * *");

  private static final int HOURS = 24;

  /** A leap day may be eight years away; what does not come in so many years never comes. */
  private static final int YEARS = 12;

  private final BitSet seconds;
  private final BitSet minutes;
  private final BitSet hours;
  private final CronDays days;

  private Cron(String[] fields) {
    seconds = CronField.SECOND.read(fields[0]);
    minutes = CronField.MINUTE.read(fields[1]);
    hours = CronField.HOUR.read(fields[2]);
    days = new CronDays(fields[3], fields[4], fields[5]);
  }

  /**
   * @throws InvalidCron if this is none, or one that never fires
   */
  public static Cron of(String text) {
    String plain = text.strip();
    if (plain.length() > LONGEST) {
      throw new InvalidCron(
          "text", "has " + plain.length() + " characters", "at most " + LONGEST + " of them");
    }
    String[] given =
        SHORT_FORMS.getOrDefault(plain.toLowerCase(Locale.ROOT), plain).split("\\s+", -1);
    if (given.length < 5 || given.length > 6) {
      throw new InvalidCron(
          "text",
          "'" + plain + "' has " + (plain.isEmpty() ? 0 : given.length) + " fields",
          "5 (minute, hour, day of month, month, day of week), 6 with the second before them, or "
              + "@hourly, @daily, @weekly, @monthly, @yearly");
    }
    String[] fields = given;
    if (given.length == 5) {
      fields = new String[] {"0", given[0], given[1], given[2], given[3], given[4]};
    }
    Cron cron = new Cron(fields);
    if (cron.after(LocalDateTime.of(2000, 1, 1, 0, 0)).isEmpty()) {
      throw new InvalidCron(
          "day of month", "'" + fields[3] + "' never occurs", "a day that exists in that month");
    }
    return cron;
  }

  /** Whether it fires in each hour of the day: then it follows the clock, whatever that shows. */
  boolean isEachHour() {
    return hours.cardinality() == HOURS;
  }

  /** The first time after this one; empty if there is none. */
  Optional<LocalDateTime> after(LocalDateTime time) {
    LocalDateTime from = time.withNano(0).plusSeconds(1);
    LocalDate last = from.toLocalDate().plusYears(YEARS);
    LocalTime earliest = from.toLocalTime();
    LocalDate day = from.toLocalDate();
    while (day.isBefore(last)) {
      LocalDate next = days.skipMonths(day);
      if (!next.equals(day)) {
        day = next;
        earliest = LocalTime.MIDNIGHT;
        continue;
      }
      Optional<LocalTime> found = days.fit(day) ? from(earliest) : Optional.empty();
      if (found.isPresent()) {
        return Optional.of(day.atTime(found.get()));
      }
      day = day.plusDays(1);
      earliest = LocalTime.MIDNIGHT;
    }
    return Optional.empty();
  }

  /** The first time of a day that is not before this one. */
  private Optional<LocalTime> from(LocalTime earliest) {
    int hour = hours.nextSetBit(earliest.getHour());
    if (hour == earliest.getHour()) {
      int minute = minutes.nextSetBit(earliest.getMinute());
      if (minute == earliest.getMinute()) {
        int second = seconds.nextSetBit(earliest.getSecond());
        if (second >= 0) {
          return Optional.of(LocalTime.of(hour, minute, second));
        }
        minute = minutes.nextSetBit(minute + 1);
      }
      if (minute >= 0) {
        return Optional.of(LocalTime.of(hour, minute, seconds.nextSetBit(0)));
      }
      hour = hours.nextSetBit(hour + 1);
    }
    return hour < 0
        ? Optional.empty()
        : Optional.of(LocalTime.of(hour, minutes.nextSetBit(0), seconds.nextSetBit(0)));
  }
}
