package org.waybill.agent;

import java.time.Clock;
import java.time.LocalDate;
import java.time.Year;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.time.temporal.IsoFields;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Answers questions about the calendar and the clock, in the language of the question: English or
 * German. The whole question must fit one of the forms.
 */
final class DateQuestions implements QuestionTool {

  private static final Pattern ENGLISH =
      Pattern.compile(
          """
          (?<time>what time is it|what(?:'s| is) the (?:current )?time)\
          |(?<week>(?:what|which) (?:calendar )?week (?:number )?is it)\
          |(?:is|was|will) (?<year>\\d{1,4}) (?:be )?a leap year\
          |what(?:'s| is) (?:today's|the current) (?:date|day)\
          |(?:what|which)(?:'s| is| was)?(?: the)? (?:date|weekday|day(?: of the week)?)\
          (?: is| was| will be)?(?: it)?(?: on| of)?(?: (?<day>.+))?\
          |how many (?<unit>days|weeks|months|years)(?: are| is)?(?: there| it)?(?: left)?\
           (?:(?:between|from) (?<start>.+) (?:and|to|until)|until|till|to) (?<end>.+)""");

  private static final Pattern GERMAN =
      Pattern.compile(
          """
          (?<time>wie spät ist es|wie ?viel uhr ist es)\
          |(?<week>welche (?:kalenderwoche|kw) (?:ist(?: es)?|haben wir))\
          |(?:ist|war|wird) (?<year>\\d{1,4}) ein schaltjahr\
          |(?:welche[sr]|was für ein|der) (?:datum|tag|wochentag|wievielte)\
           (?:ist|war|wird|haben wir)(?: es)?(?: (?<day>.+?))?(?: sein)?\
          |wie ?viele (?<unit>tage|wochen|monate|jahre)(?: liegen| sind)?(?: es)?(?: noch)?\
           (?:(?:zwischen|von|vom) (?<start>.+) (?:und|bis)|bis)(?: zum| zu)? (?<end>.+)""");

  private final Clock clock;

  /**
   * @param clock its zone is the one in which days begin
   */
  DateQuestions(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Skill skill() {
    return Skill.CALENDAR;
  }

  @Override
  public Optional<String> answer(String question) {
    String text = QuestionTool.core(question).replaceFirst(" (?:now|jetzt|gerade)$", "");
    Matcher english = ENGLISH.matcher(text);
    Matcher german = GERMAN.matcher(text);
    return english.matches()
        ? answer(english, Locale.ENGLISH)
        : german.matches() ? answer(german, Locale.GERMAN) : Optional.empty();
  }

  private Optional<String> answer(Matcher question, Locale language) {
    ZonedDateTime now = ZonedDateTime.now(clock);
    if (question.group("time") != null) {
      String zone = clock.getZone().getDisplayName(TextStyle.SHORT, language);
      return say(language, "It is %tR (%s).", "Es ist %tR Uhr (%s).", now, zone);
    }
    if (question.group("week") != null) {
      int week = now.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
      int year = now.get(IsoFields.WEEK_BASED_YEAR);
      return say(language, "It is ISO week %d of %d.", "Es ist Kalenderwoche %d/%d.", week, year);
    }
    if (question.group("year") != null) {
      String year = question.group("year");
      return Year.isLeap(Long.parseLong(year))
          ? say(language, "Yes, %s is a leap year.", "Ja, %s ist ein Schaltjahr.", year)
          : say(language, "No, %s is not a leap year.", "Nein, %s ist kein Schaltjahr.", year);
    }
    LocalDate today = now.toLocalDate();
    return question.group("unit") == null
        ? read(question.group("day"), today).flatMap(day -> weekday(language, day, today))
        : span(question, language, today);
  }

  private static Optional<String> weekday(Locale language, LocalDate day, LocalDate today) {
    String date = written(language, day);
    return day.isBefore(today)
        ? say(language, "%s was a %tA.", "Der %s war ein %tA.", date, day)
        : say(
            language,
            "%s %3$s a %2$tA.",
            "Der %s ist ein %tA.",
            date,
            day,
            day.equals(today) ? "is" : "will be");
  }

  private static Optional<String> span(Matcher question, Locale language, LocalDate today) {
    Optional<LocalDate> start = read(question.group("start"), today);
    Optional<LocalDate> end = read(question.group("end"), today);
    if (start.isEmpty() || end.isEmpty()) {
      return Optional.empty();
    }
    String unit = question.group("unit");
    return say(
        language,
        "%s to %s: %d %s.",
        "%s bis %s: %d %5$s.",
        written(language, start.get()),
        written(language, end.get()),
        Math.abs(DateParser.unit(unit).between(start.get(), end.get())),
        unit,
        unit.substring(0, 1).toUpperCase(Locale.ROOT) + unit.substring(1));
  }

  /** Where a question names no date, it means today. */
  private static Optional<LocalDate> read(String date, LocalDate today) {
    return date == null ? Optional.of(today) : DateParser.read(date, today);
  }

  private static String written(Locale language, LocalDate date) {
    return say(language, "%te %<tB %<tY", "%te. %<tB %<tY", date).orElseThrow();
  }

  private static Optional<String> say(Locale language, String en, String de, Object... args) {
    return Optional.of(String.format(language, language.equals(Locale.ENGLISH) ? en : de, args));
  }
}
