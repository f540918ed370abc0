package org.waybill.agent;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.waybill.text.CallerText;

/** Reads dates as people write them in English and German: all forms that name one day. */
final class DateParser {

  private static final Map<String, Integer> MONTHS =
      Map.ofEntries(
          Map.entry("jan", 1),
          Map.entry("feb", 2),
          Map.entry("mar", 3),
          Map.entry("mär", 3),
          Map.entry("apr", 4),
          Map.entry("may", 5),
          Map.entry("mai", 5),
          Map.entry("jun", 6),
          Map.entry("jul", 7),
          Map.entry("aug", 8),
          Map.entry("sep", 9),
          Map.entry("oct", 10),
          Map.entry("okt", 10),
          Map.entry("nov", 11),
          Map.entry("dec", 12),
          Map.entry("dez", 12));

  private static final String MONTH =
      "(jan(?:uary|uar)?|feb(?:ruary|ruar)?|mar(?:ch)?|märz?|apr(?:il)?|may|mai|june?|juni|july?|juli"
          + "|aug(?:ust)?|sep(?:t(?:ember)?)?|o[ck]t(?:ober)?|nov(?:ember)?|de[cz](?:ember)?)";

  private static final Pattern ISO = Pattern.compile("(\\d{4})-(\\d{1,2})-(\\d{1,2})");
  private static final Pattern DOTTED = Pattern.compile("(\\d{1,2})\\. ?(\\d{1,2})\\. ?(\\d{4})");
  private static final Pattern DAY_FIRST =
      Pattern.compile("(\\d{1,2})(?:st|nd|rd|th|\\.)? (?:of )?" + MONTH + "\\.?(?:,? (\\d{4}))?");
  private static final Pattern MONTH_FIRST =
      Pattern.compile(MONTH + "\\.? (\\d{1,2})(?:st|nd|rd|th)?(?:,? (\\d{4}))?");

  private DateParser() {}

  /**
   * Reads a whole text as one date.
   *
   * @param today what "today" and a missing year mean
   */
  static Optional<LocalDate> read(String text, LocalDate today) {
    String plain =
        CallerText.lowerCase(text.strip()).replaceFirst("^(?:the|on|den|dem|der|am) ", "");
    return switch (plain) {
      case "today", "now", "heute", "jetzt" -> Optional.of(today);
      case "tomorrow", "morgen" -> Optional.of(today.plusDays(1));
      case "yesterday", "gestern" -> Optional.of(today.minusDays(1));
      case "day after tomorrow", "übermorgen" -> Optional.of(today.plusDays(2));
      case "day before yesterday", "vorgestern" -> Optional.of(today.minusDays(2));
      case "christmas", "christmas day" -> Optional.of(next(12, 25, today));
      case "christmas eve", "heiligabend", "weihnachten" -> Optional.of(next(12, 24, today));
      case "new year", "new year's day", "neujahr" -> Optional.of(next(1, 1, today));
      case "new year's eve", "silvester" -> Optional.of(next(12, 31, today));
      default -> written(plain, today);
    };
  }

  private static Optional<LocalDate> written(String text, LocalDate today) {
    try {
      return find(ISO, text)
          .map(m -> LocalDate.of(number(m, 1), number(m, 2), number(m, 3)))
          .or(
              () ->
                  find(DOTTED, text)
                      .map(m -> LocalDate.of(number(m, 3), number(m, 2), number(m, 1))))
          .or(
              () ->
                  find(DAY_FIRST, text)
                      .map(m -> named(m.group(2), number(m, 1), m.group(3), today)))
          .or(
              () ->
                  find(MONTH_FIRST, text)
                      .map(m -> named(m.group(1), number(m, 2), m.group(3), today)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<MatchResult> find(Pattern pattern, String text) {
    var matcher = pattern.matcher(text);
    return matcher.matches() ? Optional.of(matcher.toMatchResult()) : Optional.empty();
  }

  private static LocalDate named(String month, int day, String year, LocalDate today) {
    int number = MONTHS.get(month.substring(0, 3));
    return year == null
        ? next(number, day, today)
        : LocalDate.of(Integer.parseInt(year), number, day);
  }

  private static LocalDate next(int month, int day, LocalDate today) {
    LocalDate thisYear = LocalDate.of(today.getYear(), month, day);
    return thisYear.isBefore(today) ? LocalDate.of(today.getYear() + 1, month, day) : thisYear;
  }

  private static int number(MatchResult match, int group) {
    return Integer.parseInt(match.group(group));
  }
}
