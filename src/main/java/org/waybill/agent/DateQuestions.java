package org.waybill.agent;

import java.time.Clock;
import java.time.LocalDate;
import java.time.Year;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.IsoFields;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.waybill.text.CallerText;

/**
 * Answers questions about the calendar and the clock, in English and German. The whole question
 * must fit one of the forms; the answer is in the language of the form.
 */
final class DateQuestions implements QuestionTool {

  private record Form(
      Pattern pattern, BiFunction<DateQuestions, MatchResult, Optional<String>> answer) {}

  /** Longer questions are about something else. */
  private static final int LONGEST_QUESTION = 2_000;

  private static final int LONGEST = 200;
  private static final List<String> LEADS = List.of("please", "bitte", "tell me", "sag mir");

  private static final String DAY_EN =
      "(?:what(?:'s| is| was| will be)|which is) (?:the |today's |)";

  private static final List<Form> FORMS =
      List.of(
          form(
              "(?:what(?:'s| is) the (?:current )?time(?: now)?|what time is it(?: now)?)",
              (q, m) -> q.time(Locale.ENGLISH)),
          form(
              "wie (?:spät|viel uhr) ist es(?: jetzt)?|wieviel uhr ist es",
              (q, m) -> q.time(Locale.GERMAN)),
          form(
              "(?:what(?:'s| is) today's date|what(?:'s| is) the (?:current )?date(?: today)?|what"
                  + " date is it(?: today)?|what day is it(?: today)?)",
              (q, m) -> q.day("today", Locale.ENGLISH)),
          form(
              "(?:welches datum|welcher tag|welcher wochentag|der wievielte) ist heute|was ist"
                  + " heute für ein (?:tag|datum)",
              (q, m) -> q.day("heute", Locale.GERMAN)),
          form(
              "(?:what|which) (?:date|day|weekday|day of the week) (?:is|was|will be|will it be|is"
                  + " it) (?:on )?(.+)",
              (q, m) -> q.day(m.group(1), Locale.ENGLISH)),
          form(
              DAY_EN + "(?:date|day|weekday|day of the week) (?:of |on |is |was |)(.+)",
              (q, m) -> q.day(m.group(1), Locale.ENGLISH)),
          form(
              "(?:welches datum|welcher tag|welcher wochentag|was für ein (?:wochen)?tag)"
                  + " (?:ist|war|wird|haben wir) (?:es )?(.+?)(?: sein)?",
              (q, m) -> q.day(m.group(1), Locale.GERMAN)),
          form(
              "how many (days|weeks|months|years) (?:are (?:there )?)?(?:between|from) (.+)"
                  + " (?:and|to|until) (.+)",
              (q, m) -> q.between(m.group(1), m.group(2), m.group(3), Locale.ENGLISH)),
          form(
              "wie ?viele (tage|wochen|monate|jahre) (?:liegen |sind (?:es )?)?(?:zwischen|von|vom)"
                  + " (.+) (?:und|bis(?: zum)?) (.+)",
              (q, m) -> q.between(m.group(1), m.group(2), m.group(3), Locale.GERMAN)),
          form(
              "how (?:many )?(days|weeks|months|years) (?:are (?:there )?|is it )?(?:left"
                  + " )?(?:until|till|to) (.+)",
              (q, m) -> q.between(m.group(1), "today", m.group(2), Locale.ENGLISH)),
          form(
              "wie ?viele (tage|wochen|monate|jahre) (?:sind es (?:noch )?)?(?:noch )?bis(?: zum|"
                  + " zu)? (.+)",
              (q, m) -> q.between(m.group(1), "today", m.group(2), Locale.GERMAN)),
          form(
              "(?:is|was|will) (\\d{1,4}) (?:be )?a leap year",
              (q, m) -> q.leap(m.group(1), Locale.ENGLISH)),
          form(
              "(?:ist|war|wird) (\\d{1,4}) ein schaltjahr",
              (q, m) -> q.leap(m.group(1), Locale.GERMAN)),
          form(
              "(?:what|which) (?:calendar )?week (?:number )?is it(?: now)?|what(?:'s| is) the"
                  + " (?:current )?(?:calendar )?week(?: number)?",
              (q, m) -> q.week(Locale.ENGLISH)),
          form(
              "welche (?:kalenderwoche|kw) (?:ist(?: heute| jetzt| es)?|haben wir)(?: jetzt|"
                  + " gerade)?",
              (q, m) -> q.week(Locale.GERMAN)));

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

  /** The answer, or empty if the question is not about the calendar or the clock. */
  @Override
  public Optional<String> answer(String question) {
    if (question.length() > LONGEST_QUESTION) {
      return Optional.empty();
    }
    String text = CallerText.lowerCase(question.strip());
    text = CallerText.withoutEnd(text, c -> CallerText.isSpace(c) || "?.!".indexOf(c) >= 0);
    text = LeadInPhrases.without(text, LEADS).replace('’', '\'');
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    for (Form form : FORMS) {
      var matcher = form.pattern().matcher(text);
      if (matcher.matches()) {
        Optional<String> answer = form.answer().apply(this, matcher.toMatchResult());
        if (answer.isPresent()) {
          return answer;
        }
      }
    }
    return Optional.empty();
  }

  private Optional<String> time(Locale language) {
    ZonedDateTime now = ZonedDateTime.now(clock);
    String time = DateTimeFormatter.ofPattern("HH:mm").format(now);
    String zone = clock.getZone().getDisplayName(java.time.format.TextStyle.SHORT, language);
    return Optional.of(
        german(language)
            ? "Es ist " + time + " Uhr (" + zone + ")."
            : "It is " + time + " (" + zone + ").");
  }

  private Optional<String> day(String which, Locale language) {
    return date(which).map(date -> sentence(date, language));
  }

  private String sentence(LocalDate date, Locale language) {
    LocalDate today = LocalDate.now(clock);
    String verb = date.equals(today) ? "is" : date.isBefore(today) ? "was" : "will be";
    return german(language)
        ? "Der %s %s ein %s."
            .formatted(
                written(date, language),
                date.isBefore(today) ? "war" : "ist",
                weekday(date, language))
        : "%s %s a %s.".formatted(written(date, language), verb, weekday(date, language));
  }

  private Optional<LocalDate> date(String text) {
    return RelativeDates.read(text, LocalDate.now(clock));
  }

  private Optional<String> between(String unit, String from, String to, Locale language) {
    return date(from)
        .flatMap(
            start ->
                date(to)
                    .map(
                        end -> {
                          long amount = Math.abs(RelativeDates.unit(unit).between(start, end));
                          String pair =
                              written(start, language)
                                  + (german(language) ? " bis " : " to ")
                                  + written(end, language);
                          return "%s: %d %s."
                              .formatted(pair, amount, german(language) ? capital(unit) : unit);
                        }));
  }

  private Optional<String> leap(String year, Locale language) {
    boolean leap = Year.isLeap(Long.parseLong(year));
    return Optional.of(
        german(language)
            ? (leap ? "Ja, %s ist ein Schaltjahr." : "Nein, %s ist kein Schaltjahr.")
                .formatted(year)
            : (leap ? "Yes, %s is a leap year." : "No, %s is not a leap year.").formatted(year));
  }

  private Optional<String> week(Locale language) {
    LocalDate today = LocalDate.now(clock);
    int week = today.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
    int year = today.get(IsoFields.WEEK_BASED_YEAR);
    return Optional.of(
        german(language)
            ? "Es ist Kalenderwoche %d/%d.".formatted(week, year)
            : "It is ISO week %d of %d.".formatted(week, year));
  }

  private static String written(LocalDate date, Locale language) {
    return DateTimeFormatter.ofPattern(german(language) ? "d. MMMM yyyy" : "d MMMM yyyy", language)
        .format(date);
  }

  private static String weekday(LocalDate date, Locale language) {
    return DateTimeFormatter.ofPattern("EEEE", language).format(date);
  }

  private static boolean german(Locale language) {
    return language.equals(Locale.GERMAN);
  }

  private static String capital(String word) {
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }

  private static Form form(
      String pattern, BiFunction<DateQuestions, MatchResult, Optional<String>> answer) {
    return new Form(Pattern.compile(pattern), answer);
  }
}
