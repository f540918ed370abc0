package org.waybill.bench.report;

import java.util.Locale;
import java.util.OptionalDouble;
import org.waybill.bench.system.Kind;

/** The report as a table to read. */
public final class Markdown {

  private Markdown() {}

  public static String of(Report report) {
    var text = new StringBuilder();
    report
        .facts()
        .forEach(
            (name, value) ->
                text.append("- ").append(name).append(": ").append(value).append('\n'));
    text.append(
        "\n| what | Waybill | db-scheduler | JobRunr | ÷ db-scheduler | ÷ JobRunr | bar | met |\n");
    text.append("|---|---:|---:|---:|---:|---:|---|---|\n");
    report.figures().forEach(figure -> text.append(row(figure)));
    text.append('\n');
    report.notes().forEach(note -> text.append("- ").append(note).append('\n'));
    return text.toString();
  }

  private static String row(Figure figure) {
    return String.join(
        " | ",
        "| " + figure.name() + ", " + figure.unit(),
        number(figure.median(Kind.WAYBILL)),
        number(figure.median(Kind.DB_SCHEDULER)),
        number(figure.median(Kind.JOBRUNR)),
        number(figure.ratio(Kind.DB_SCHEDULER)),
        number(figure.ratio(Kind.JOBRUNR)),
        figure.bar().text(),
        figure.bar().verdict(figure) + " |\n");
  }

  private static String number(OptionalDouble value) {
    if (value.isEmpty()) {
      return "–";
    }
    double number = value.getAsDouble();
    return String.format(Locale.ROOT, number >= 100 ? "%,.0f" : "%.2f", number);
  }
}
