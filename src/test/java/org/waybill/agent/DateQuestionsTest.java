package org.waybill.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DateQuestionsTest {

  /** A Wednesday; in Berlin it is already half past midnight of Thursday. */
  private static final Instant NOW = Instant.parse("2026-03-11T23:30:00Z");

  private final DateQuestions dates =
      new DateQuestions(Clock.fixed(NOW, ZoneId.of("Europe/Berlin")));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "What time is it? | It is 00:30 (CET).",
        "Wie spät ist es? | Es ist 00:30 Uhr (MEZ).",
        "What's today's date? | 12 March 2026 is a Thursday.",
        "What day is it? | 12 March 2026 is a Thursday.",
        "Welcher Tag ist heute? | Der 12. März 2026 ist ein Donnerstag.",
        "What date is tomorrow? | 13 March 2026 will be a Friday.",
        "What day was yesterday? | 11 March 2026 was a Wednesday.",
        "Welches Datum ist übermorgen? | Der 14. März 2026 ist ein Samstag.",
        "Which weekday was 20 July 1969? | 20 July 1969 was a Sunday.",
        "what day of the week is 2026-12-24? | 24 December 2026 will be a Thursday.",
        "What day is December 24th, 2026? | 24 December 2026 will be a Thursday.",
        "Welcher Wochentag war der 9.11.1989? | Der 9. November 1989 war ein Donnerstag.",
        "What is the date in 10 days? | 22 March 2026 will be a Sunday.",
        "What date was 3 weeks ago? | 19 February 2026 was a Thursday.",
        "What date is 90 days after 2026-01-01? | 1 April 2026 will be a Wednesday.",
        "Welches Datum ist in 2 Wochen? | Der 26. März 2026 ist ein Donnerstag.",
        "How many days are between 2026-01-01 and 2026-03-01? | 1 January 2026 to 1 March 2026: 59 days.",
        "How many days until Christmas? | 12 March 2026 to 25 December 2026: 288 days.",
        "How many weeks are there until 1 May 2026? | 12 March 2026 to 1 May 2026: 7 weeks.",
        "Wie viele Tage sind es noch bis zum 1.4.2026? | 12. März 2026 bis 1. April 2026: 20 Tage.",
        "Wie viele Tage liegen zwischen dem 1.1.2026 und dem 31.12.2026? | 1. Januar 2026 bis 31. Dezember 2026: 364 Tage.",
        "What date is 5 days before May 1st, 2026? | 26 April 2026 will be a Sunday.",
        "Welcher Tag war vor 3 Wochen? | Der 19. Februar 2026 war ein Donnerstag.",
        "Please tell me what day is the 4th of Sept. | 4 September 2026 will be a Friday.",
        "Welcher Tag ist der 3. Okt 2026? | Der 3. Oktober 2026 ist ein Samstag.",
        "Is 2028 a leap year? | Yes, 2028 is a leap year.",
        "Ist 1900 ein Schaltjahr? | Nein, 1900 ist kein Schaltjahr.",
        "What week is it? | It is ISO week 11 of 2026.",
        "Welche Kalenderwoche haben wir? | Es ist Kalenderwoche 11/2026.",
      })
  void knowsTheCalendar(String question, String answer) {
    assertThat(dates.answer(question)).hasValue(answer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "What day is payday?",
        "What date is the annual meeting?",
        "What day is 31 February 2026?",
        "What day is 29 February?",
        "What date is 10 days?",
        "What is the date of delivery?",
        "How many days of annual leave do I get?",
        "How many days until the warranty ends?",
        "Wie wird das Wetter morgen?",
        "When is the office open?",
        "What time is it in the contract?",
      })
  void leavesAllElseToOthers(String question) {
    assertThat(dates.answer(question)).isEmpty();
  }
}
