package org.waybill.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDateTime;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cron expressions mean, where no clock is changed. */
class CronTest {

  private static String next(String cron, String from, int count) {
    Cron of = Cron.of(cron);
    return Stream.iterate(
            of.after(LocalDateTime.parse(from)).orElseThrow(), t -> of.after(t).orElseThrow())
        .limit(count)
        .map(LocalDateTime::toString)
        .collect(Collectors.joining(" "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "* * * * * | 2026-01-31T23:58:30 | 2026-01-31T23:59 2026-02-01T00:00",
        "* * * * * * | 2026-01-31T23:59:58.5 | 2026-01-31T23:59:59 2026-02-01T00:00",
        "*/20 * * * * ? | 2026-01-31T09:30 | 2026-01-31T09:30:20 2026-01-31T09:30:40",
        "*/15 * * * * | 2026-01-31T09:46 | 2026-01-31T10:00 2026-01-31T10:15",
        "5/20 8-9 * * * | 2026-01-31T08:45 | 2026-01-31T09:05 2026-01-31T09:25",
        "0 9 * * MON-FRI | 2026-01-30T09:00 | 2026-02-02T09:00 2026-02-03T09:00",
        "0 9 * * 7 | 2026-01-30T09:00 | 2026-02-01T09:00 2026-02-08T09:00",
        "0 9 * * 5-7 | 2026-01-30T09:00 | 2026-01-31T09:00 2026-02-01T09:00",
        "0 0 1,15 * * | 2026-01-10T00:00 | 2026-01-15T00:00 2026-02-01T00:00",
        "0 0 L * * | 2026-01-31T00:00 | 2026-02-28T00:00 2026-03-31T00:00",
        "0 0 31 * * | 2026-01-31T00:00 | 2026-03-31T00:00 2026-05-31T00:00",
        "0 0 29 2 * | 2026-01-01T00:00 | 2028-02-29T00:00 2032-02-29T00:00",
        "0 0 * * FRI#2 | 2026-01-01T00:00 | 2026-01-09T00:00 2026-02-13T00:00",
        "0 0 * * friL | 2026-01-01T00:00 | 2026-01-30T00:00 2026-02-27T00:00",
        "0 0 * FEB-MAR/2 * | 2026-03-01T00:00 | 2027-02-01T00:00 2027-02-02T00:00",
        "@daily | 2026-01-31T09:30 | 2026-02-01T00:00 2026-02-02T00:00",
        "@hourly | 2026-01-31T09:30 | 2026-01-31T10:00 2026-01-31T11:00",
      })
  void theNextTimesAreThoseThatItNames(String cron, String from, String expected) {
    assertThat(next(cron, from, 2)).isEqualTo(expected);
  }

  @Test
  void aDayNeedsToFitOneOfDayOfMonthAndDayOfWeekIfBothAreRestricted() {
    assertThat(next("0 0 13 * FRI", "2026-02-01T00:00", 4))
        .isEqualTo("2026-02-06T00:00 2026-02-13T00:00 2026-02-20T00:00 2026-02-27T00:00");
    assertThat(next("0 0 14 * FRI", "2026-02-10T00:00", 2))
        .isEqualTo("2026-02-13T00:00 2026-02-14T00:00");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "60 * * * * | minute",
        "* 24 * * * | hour",
        "60 * * * * * | second",
        "* * 0 * * | day of month",
        "* * * 13 * | month",
        "* * * JANUARY * | month",
        "* * * * 8 | day of week",
        "* * * * FRI#6 | day of week",
        "5-1 * * * * | minute",
        "*/0 * * * * | minute",
        "1,,2 * * * * | minute",
        "1/2/3 * * * * | minute",
        "-1 * * * * | minute",
        "0 0 30 2 * | day of month",
        "* * * * | 4 fields",
        "@often | 1 fields",
      })
  void whatIsWrongIsNamedByItsField(String cron, String field) {
    assertThatThrownBy(() -> Cron.of(cron))
        .isInstanceOf(InvalidCron.class)
        .hasMessageContaining(field)
        .hasMessageContaining("allowed:");
  }
}
