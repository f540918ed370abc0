package org.waybill.agent;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads dates as people write them in English and German, in lower case. */
final class DateParser {

  private static final DateTimeFormatter ENGLISH = format(Locale.ENGLISH);
  private static final DateTimeFormatter GERMAN = format(Locale.GERMAN);

  /** What the formats do without. */
  private static final Pattern LEFT_OUT =
      Pattern.compile("(?:(?<=\\d)(?:st|nd|rd|th)|(?<=sep)t| of)(?!\\p{L})|(?<=\\p{L})\\.|,");

  /** An amount of time with a direction: without one it is no date. */
  private static final Pattern DISTANCE =
      Pattern.compile(
          "(?!\\d+ \\S+$)(?:in |vor )?(\\d{1,5})"
              + " (days?|weeks?|months?|years?|tage?n?|wochen?|monate?n?|jahre?n?)"
              + "(?: ago)?(?: (?:after|from|before|nach|vor) (.+))?");

  private static final Pattern BACKWARDS =
      Pattern.compile("(?<!\\p{L})(?:ago|before|vor)(?!\\p{L})");

  private DateParser() {}

  /** A text that as a whole is a date, or so many days, weeks, months or years away from one. */
  static Optional<LocalDate> read(String text, LocalDate today) {
    try {
      Matcher distance = DISTANCE.matcher(text);
      if (!distance.matches()) {
        return Optional.of(day(text, today));
      }
      LocalDate start = distance.group(3) == null ? today : day(distance.group(3), today);
      long amount = Long.parseLong(distance.group(1));
      boolean back = BACKWARDS.matcher(text).find();
      return Optional.of(start.plus(back ? -amount : amount, unit(distance.group(2))));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
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

  private static LocalDate day(String text, LocalDate today) {
    String plain = text.replaceFirst("^(?:the|on|den|dem|der|am) ", "");
    return switch (plain) {
      case "today", "now", "heute", "jetzt" -> today;
      case "tomorrow", "morgen" -> today.plusDays(1);
      case "yesterday", "gestern" -> today.minusDays(1);
      case "day after tomorrow", "übermorgen" -> today.plusDays(2);
      case "vorgestern" -> today.minusDays(2);
      case "christmas", "christmas day" -> next(12, 25, today);
      case "christmas eve", "weihnachten" -> next(12, 24, today);
      default -> written(LEFT_OUT.matcher(plain).replaceAll(""), today);
    };
  }

  private static LocalDate written(String text, LocalDate today) {
    TemporalAccessor date;
    try {
      date = ENGLISH.parseBest(text, LocalDate::from, MonthDay::from);
    } catch (DateTimeParseException e) {
      date = GERMAN.parseBest(text, LocalDate::from, MonthDay::from);
    }
    return date instanceof MonthDay day
        ? next(day.getMonthValue(), day.getDayOfMonth(), today)
        : LocalDate.from(date);
  }

  private static LocalDate next(int month, int day, LocalDate today) {
    LocalDate thisYear = LocalDate.of(today.getYear(), month, day);
    return thisYear.isBefore(today) ? LocalDate.of(today.getYear() + 1, month, day) : thisYear;
  }

  private static DateTimeFormatter format(Locale language) {
    return new DateTimeFormatterBuilder()
        .parseCaseInsensitive()
        .appendPattern("[uuuu-M-d][d.[ ]M.[ ]uuuu][d[.] [MMMM][LLL][ uuuu]][[MMMM][LLL] d[ uuuu]]")
        .toFormatter(language)
        .withResolverStyle(ResolverStyle.STRICT);
  }
}
