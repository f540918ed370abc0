package org.waybill.schedule;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * On which days a cron expression fires. Where both day of month and day of week are restricted, a
 * day needs to fit one of them, as in every cron.
 */
final class CronDays {

  /** A weekday of a month: the {@code nth}, or the last where that is 0. */
  private record Nth(int weekday, int nth) {
    boolean fits(LocalDate day) {
      boolean isLast = day.getDayOfMonth() + 7 > day.lengthOfMonth();
      boolean isNth = (day.getDayOfMonth() + 6) / 7 == nth;
      return weekdayOf(day) == weekday && (nth == 0 ? isLast : isNth);
    }
  }

  private final boolean anyDayOfMonth;
  private final BitSet daysOfMonth;
  private final boolean lastDayOfMonth;
  private final BitSet months;
  private final boolean anyDayOfWeek;
  private final BitSet daysOfWeek;
  private final List<Nth> nths = new ArrayList<>();

  CronDays(String dayOfMonth, String month, String dayOfWeek) {
    anyDayOfMonth = CronField.isOpen(dayOfMonth);
    List<String> days = new ArrayList<>(List.of(dayOfMonth.split(",", -1)));
    lastDayOfMonth = days.removeIf(day -> day.equalsIgnoreCase("L"));
    daysOfMonth = read(CronField.DAY_OF_MONTH, days);
    months = CronField.MONTH.read(month);
    anyDayOfWeek = CronField.isOpen(dayOfWeek);
    List<String> weekdays = new ArrayList<>(List.of(dayOfWeek.split(",", -1)));
    weekdays.removeIf(day -> addNth(day, dayOfWeek));
    daysOfWeek = read(CronField.DAY_OF_WEEK, weekdays);
  }

  private static BitSet read(CronField field, List<String> parts) {
    return parts.isEmpty() ? new BitSet() : field.read(String.join(",", parts));
  }

  private boolean addNth(String part, String text) {
    if (part.matches("\\w+#[1-5]")) {
      int hash = part.indexOf('#');
      nths.add(new Nth(weekday(part.substring(0, hash), text), part.charAt(hash + 1) - '0'));
      return true;
    }
    if (part.matches("\\w+[lL]")) {
      nths.add(new Nth(weekday(part.substring(0, part.length() - 1), text), 0));
      return true;
    }
    return false;
  }

  private static int weekday(String part, String text) {
    return CronField.DAY_OF_WEEK.value(part, text) % 7;
  }

  boolean fit(LocalDate day) {
    if (!months.get(day.getMonthValue())) {
      return false;
    }
    if (anyDayOfMonth) {
      return anyDayOfWeek || fitsWeek(day);
    }
    return fitsMonth(day) || !anyDayOfWeek && fitsWeek(day);
  }

  /** The first day from this one on in a month that fits, so that no day is tried in vain. */
  LocalDate skipMonths(LocalDate day) {
    LocalDate first = day;
    while (!months.get(first.getMonthValue())) {
      first = first.plusMonths(1).withDayOfMonth(1);
    }
    return first;
  }

  private boolean fitsMonth(LocalDate day) {
    return daysOfMonth.get(day.getDayOfMonth())
        || lastDayOfMonth && day.getDayOfMonth() == day.lengthOfMonth();
  }

  private boolean fitsWeek(LocalDate day) {
    return daysOfWeek.get(weekdayOf(day)) || nths.stream().anyMatch(nth -> nth.fits(day));
  }

  private static int weekdayOf(LocalDate day) {
    return day.getDayOfWeek().getValue() % 7;
  }
}
