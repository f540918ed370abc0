package org.waybill.faults;

import static java.util.stream.Collectors.groupingBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What came of a scenario. */
record Verdict(String scenario, History history, List<Violation> violations) {

  /** The columns of {@link #row}. */
  static final String HEAD =
      "| fault | submitted | acknowledged | completed | rejected calls | given up | longest"
          + " receipt, s | re-run | overlapping | events missed | crashes counted | concurrency"
          + " afterwards | violations |\n"
          + "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---|---:|\n";

  String row() {
    List<StoredTask> stored = history.stored();
    List<Object> cells =
        List.of(
            scenario,
            history.submissions().size(),
            history.submissions().stream().filter(Submission::acknowledged).count(),
            stored.stream().filter(StoredTask::completed).count(),
            calls().filter(call -> call.reply() == Submission.Reply.REFUSED).count(),
            history.submissions().stream().filter(wanted -> !wanted.acknowledged()).count(),
            longestReceipt(),
            stored.stream().filter(row -> row.attempt() > 1).count(),
            overlaps(),
            notTold(),
            stored.stream().mapToInt(StoredTask::crashes).sum(),
            history.capacity().values().stream()
                .map(Object::toString)
                .collect(Collectors.joining(" + ")),
            violations.size());
    return cells.stream().map(Object::toString).collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  private Stream<Submission.Try> calls() {
    return history.submissions().stream().flatMap(wanted -> wanted.tries().stream());
  }

  private String longestReceipt() {
    long millis =
        history.submissions().stream()
            .filter(Submission::acknowledged)
            .mapToLong(
                wanted ->
                    Duration.between(
                            wanted.tries().get(0).begun(), wanted.receipt().orElseThrow().ended())
                        .toMillis())
            .max()
            .orElse(0);
    return "%.1f".formatted(millis / 1000.0);
  }

  private int overlaps() {
    return Run.byTask(history.lines()).values().stream()
        .mapToInt(runs -> EffectRules.overlapping(runs).size())
        .sum();
  }

  private String notTold() {
    return history.heard().stream()
        .map(heard -> Integer.toString(StreamRules.missing(history, heard).size()))
        .collect(Collectors.joining(" + "));
  }

  /** The violations by rule, some of each. */
  String details() {
    Map<Rule, List<Violation>> byRule = violations.stream().collect(groupingBy(Violation::rule));
    StringBuilder text = new StringBuilder();
    byRule.forEach(
        (rule, all) -> {
          text.append(rule).append(" (").append(rule.sentence()).append("): ").append(all.size());
          all.stream().limit(5).forEach(one -> text.append("\n    ").append(one.what()));
          text.append('\n');
        });
    return text.toString();
  }

  void holds() {
    if (!violations.isEmpty()) {
      throw new AssertionError(scenario + ":\n" + details());
    }
  }
}
