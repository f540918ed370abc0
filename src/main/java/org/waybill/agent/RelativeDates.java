package org.waybill.agent;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads dates that are said by their distance from others, in English and German. */
final class RelativeDates {

  private static final String UNIT =
      "(days?|weeks?|months?|years?|tage?n?|wochen?|monate?n?|jahre?n?)";

  private static final Pattern AHEAD =
      Pattern.compile("(?:in )(\\d{1,5}) " + UNIT + "(?: from (.+))?");
  private static final Pattern AGO =
      Pattern.compile("(?:(\\d{1,5}) " + UNIT + " ago|vor (\\d{1,5}) " + UNIT + ")");
  private static final Pattern AFTER =
      Pattern.compile("(\\d{1,5}) " + UNIT + " (after|from|before|nach|vor) (.+)");

  private RelativeDates() {}

  /** A date as written, or one so many days, weeks, months or years away from another. */
  static Optional<LocalDate> read(String text, LocalDate today) {
    try {
      var ahead = AHEAD.matcher(text);
      if (ahead.matches()) {
        return from(ahead.group(3), today)
            .map(d -> d.plus(amount(ahead.group(1)), unit(ahead.group(2))));
      }
      var ago = AGO.matcher(text);
      if (ago.matches()) {
        boolean english = ago.group(1) != null;
        return Optional.of(
            today.minus(amount(ago.group(english ? 1 : 3)), unit(ago.group(english ? 2 : 4))));
      }
      var after = AFTER.matcher(text);
      if (after.matches()) {
        boolean back = after.group(3).equals("before") || after.group(3).equals("vor");
        long amount = back ? -amount(after.group(1)) : amount(after.group(1));
        return DateParser.read(after.group(4), today)
            .map(d -> d.plus(amount, unit(after.group(2))));
      }
      return DateParser.read(text, today);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<LocalDate> from(String start, LocalDate today) {
    return start == null ? Optional.of(today) : DateParser.read(start, today);
  }

  private static long amount(String digits) {
    return Long.parseLong(digits);
  }

  /** The unit that begins with this letter, in English or German. */
  static ChronoUnit unit(String word) {
    return switch (word.charAt(0)) {
      case 'd', 't' -> ChronoUnit.DAYS;
      case 'w' -> ChronoUnit.WEEKS;
      case 'm' -> ChronoUnit.MONTHS;
      default -> ChronoUnit.YEARS;
    };
  }
}
