package org.waybill.faults;

import static java.util.stream.Collectors.groupingBy;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.waybill.running.DiagnosticLines.Line;

/**
 * One attempt on one node, as its handler noted it.
 *
 * @param to null if it never ended
 */
record Run(StoredTask.Author by, Instant from, Instant to, long starts, long ends) {

  static Map<String, List<Run>> byTask(List<Line> lines) {
    return lines.stream()
        .collect(
            groupingBy(
                Line::taskId,
                java.util.stream.Collectors.collectingAndThen(
                    groupingBy(Run::author), Run::ofTask)));
  }

  private static List<Run> ofTask(Map<StoredTask.Author, List<Line>> attempts) {
    return attempts.entrySet().stream()
        .map(entry -> of(entry.getKey(), entry.getValue()))
        .sorted(Comparator.comparing(Run::attempt).thenComparing(Run::from))
        .toList();
  }

  private static Run of(StoredTask.Author by, List<Line> lines) {
    List<Line> starts = lines.stream().filter(Line::isStart).toList();
    List<Line> ends = lines.stream().filter(line -> !line.isStart()).toList();
    Instant from = lines.stream().map(Line::at).min(Comparator.naturalOrder()).orElseThrow();
    Instant to = ends.stream().map(Line::at).max(Comparator.naturalOrder()).orElse(null);
    return new Run(by, from, to, starts.size(), ends.size());
  }

  private static StoredTask.Author author(Line line) {
    return new StoredTask.Author(line.attempt(), line.node());
  }

  int attempt() {
    return by.attempt();
  }

  /** Of one that never ended it is not known how long it ran; it is not counted. */
  boolean overlaps(Run later) {
    return to != null
        && later.from().isBefore(to)
        && (later.to() == null || from.isBefore(later.to()));
  }
}
