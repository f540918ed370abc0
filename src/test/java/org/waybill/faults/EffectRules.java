package org.waybill.faults;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What handlers did, by their own notes. */
final class EffectRules {

  private EffectRules() {}

  static Stream<Violation> check(History history) {
    Map<String, List<Run>> runs = Run.byTask(history.lines());
    Stream<Violation> each =
        history.stored().stream()
            .filter(StoredTask::completed)
            .flatMap(row -> effects(row, runs.getOrDefault(row.id(), List.of())));
    return Stream.of(each, overlaps(history, runs), order(history, runs)).flatMap(all -> all);
  }

  private static Stream<Violation> effects(StoredTask row, List<Run> runs) {
    List<String> wrong = new ArrayList<>();
    for (Run run : runs) {
      if (run.starts() > 1 || run.ends() > run.starts()) {
        wrong.add("%s started %d×, ended %d×".formatted(run.by(), run.starts(), run.ends()));
      }
      if (run.attempt() > row.attempt() && !beside(run, row, runs)) {
        wrong.add("attempt %d ran, the row knows %d".formatted(run.attempt(), row.attempt()));
      }
    }
    if (runs.stream().noneMatch(run -> run.by().equals(row.counts()) && run.ends() > 0)) {
      wrong.add("%s counts and never came to its end".formatted(row.counts()));
    }
    if (!row.counts().equals(row.output())) {
      wrong.add("%s counts, the output is of %s".formatted(row.counts(), row.output()));
    }
    return wrong.stream().map(what -> new Violation(Rule.EFFECTS, row.key() + ": " + what));
  }

  /** Those are what OVERLAP speaks of. */
  private static boolean beside(Run later, StoredTask row, List<Run> runs) {
    return runs.stream().anyMatch(run -> run.attempt() == row.attempt() && run.overlaps(later));
  }

  /** An earlier attempt must not be the one that counts, if a later one ran beside it. */
  private static Stream<Violation> overlaps(History history, Map<String, List<Run>> runs) {
    return history.stored().stream()
        .filter(StoredTask::completed)
        .flatMap(
            row ->
                overlapping(runs.getOrDefault(row.id(), List.of())).stream()
                    .filter(pair -> pair.earlier().attempt() == row.attempt())
                    .map(
                        pair ->
                            new Violation(
                                Rule.OVERLAP,
                                "%s: attempt %d counts, %d ran beside it"
                                    .formatted(row.key(), row.attempt(), pair.later().attempt()))));
  }

  /** Two attempts of a task that ran at the same time. */
  record Pair(Run earlier, Run later) {}

  static List<Pair> overlapping(List<Run> runs) {
    List<Pair> pairs = new ArrayList<>();
    for (Run earlier : runs) {
      for (Run later : runs) {
        if (earlier.attempt() < later.attempt() && earlier.overlaps(later)) {
          pairs.add(new Pair(earlier, later));
        }
      }
    }
    return pairs;
  }

  private static Stream<Violation> order(History history, Map<String, List<Run>> runs) {
    Map<String, StoredTask> rows =
        history.stored().stream()
            .filter(StoredTask::completed)
            .collect(toMap(StoredTask::key, row -> row, (one, other) -> one));
    return history.submissions().stream()
        .filter(wanted -> wanted.orderKey() != null && rows.containsKey(wanted.key()))
        .collect(groupingBy(Submission::orderKey))
        .values()
        .stream()
        .flatMap(line -> line(line, rows, runs));
  }

  /** A client hands over the next one of a key when it has the receipt of the one before. */
  private static Stream<Violation> line(
      List<Submission> line, Map<String, StoredTask> rows, Map<String, List<Run>> runs) {
    List<Violation> wrong = new ArrayList<>();
    Run before = null;
    for (Submission wanted :
        line.stream().sorted(Comparator.comparing(EffectRules::begun)).toList()) {
      StoredTask row = rows.get(wanted.key());
      Run counts =
          runs.getOrDefault(row.id(), List.of()).stream()
              .filter(run -> run.by().equals(row.counts()) && run.ends() > 0)
              .findFirst()
              .orElse(null);
      if (before != null && counts != null && counts.from().isBefore(before.to())) {
        wrong.add(
            new Violation(
                Rule.ORDER,
                "%s of %s began %s, the one before it ended %s"
                    .formatted(wanted.key(), wanted.orderKey(), counts.from(), before.to())));
      }
      before = counts == null ? before : counts;
    }
    return wrong.stream();
  }

  private static Instant begun(Submission wanted) {
    return wanted.tries().get(0).begun();
  }
}
