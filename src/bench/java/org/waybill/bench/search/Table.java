package org.waybill.bench.search;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.waybill.questions.Question;
import org.waybill.questions.Question.Kind;

/** The findings as tables to read. */
final class Table {

  private static final String ANSWERED =
      """

      | answered questions | number | Waybill @1 | @5 | @10 | first citation right | wrongly nothing cited | BM25 @1 | @5 | @10 |
      |---|---:|---:|---:|---:|---:|---:|---:|---:|---:|
      """;

  private static final String UNANSWERED =
      """

      | unanswered questions | number | nothing cited |
      |---|---:|---:|
      """;

  private final StringBuilder text = new StringBuilder();

  private Table() {}

  static String of(List<Finding> findings) {
    var table = new Table();
    table.text.append(ANSWERED);
    List<Finding> answered = only(findings, question -> question.kind().answered());
    table.answered("English", only(answered, in("en")));
    table.answered("English, direct", only(answered, in("en").and(is(Kind.DIRECT))));
    table.answered("English, rephrased", only(answered, in("en").and(is(Kind.REPHRASED))));
    table.answered("German", only(answered, in("de")));
    table.answered("French", only(answered, in("fr")));
    table.answered("Japanese", only(answered, in("ja")));
    table.answered("Russian", only(answered, in("ru")));
    table.text.append(UNANSWERED);
    table.unanswered("far", only(findings, is(Kind.FAR)));
    table.unanswered("near", only(findings, is(Kind.NEAR)));
    return table.text.toString();
  }

  static List<Finding> only(List<Finding> findings, Predicate<Question> which) {
    return findings.stream().filter(finding -> which.test(finding.question())).toList();
  }

  static Predicate<Question> in(String language) {
    return question -> question.language().equals(language);
  }

  static Predicate<Question> is(Kind kind) {
    return question -> question.kind() == kind;
  }

  static double percent(List<Finding> findings, Predicate<Finding> which) {
    long holds = findings.stream().filter(which).count();
    return findings.isEmpty() ? 0 : 100.0 * holds / findings.size();
  }

  private void answered(String name, List<Finding> findings) {
    text.append(
        String.format(
            Locale.ROOT,
            "| %s | %d | %.0f %% | %.0f %% | %.0f %% | %.0f %% | %.0f %% | %.0f %% | %.0f %% | %.0f %% |%n",
            name,
            findings.size(),
            percent(findings, finding -> finding.within(finding.hits(), 1)),
            percent(findings, finding -> finding.within(finding.hits(), 5)),
            percent(findings, finding -> finding.within(finding.hits(), 10)),
            percent(findings, Finding::firstCitationIsRight),
            percent(findings, finding -> finding.cited().isEmpty()),
            percent(findings, finding -> finding.within(finding.plain(), 1)),
            percent(findings, finding -> finding.within(finding.plain(), 5)),
            percent(findings, finding -> finding.within(finding.plain(), 10))));
  }

  private void unanswered(String name, List<Finding> findings) {
    text.append(
        String.format(
            Locale.ROOT,
            "| %s | %d | %.0f %% |%n",
            name,
            findings.size(),
            percent(findings, finding -> finding.cited().isEmpty())));
  }
}
