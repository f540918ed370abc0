package org.waybill.faults;

import static java.util.stream.Collectors.groupingBy;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What the rows must say of what clients were told. */
final class StorageRules {

  private StorageRules() {}

  static Stream<Violation> check(History history) {
    Map<String, List<StoredTask>> byKey =
        history.stored().stream().collect(groupingBy(StoredTask::key));
    Stream<Violation> told =
        history.submissions().stream()
            .flatMap(wanted -> told(wanted, byKey.getOrDefault(wanted.key(), List.of())));
    return Stream.concat(told, history.stored().stream().flatMap(StorageRules::row));
  }

  private static Stream<Violation> told(Submission wanted, List<StoredTask> rows) {
    Stream<Violation> stored =
        wanted.acknowledged() ? acknowledged(wanted, rows) : refused(wanted, rows);
    return Stream.concat(stored, rows.stream().flatMap(row -> outcome(wanted, row)));
  }

  private static Stream<Violation> acknowledged(Submission wanted, List<StoredTask> rows) {
    if (rows.size() != 1) {
      return of(Rule.STORED, "%s was acknowledged and is stored %d times", wanted, rows.size());
    }
    String id = rows.get(0).id();
    return wanted.tries().stream()
        .filter(call -> call.taskId() != null && !call.taskId().equals(id))
        .map(
            call ->
                new Violation(
                    Rule.STORED, wanted.key() + ": receipt " + call.taskId() + ", row " + id));
  }

  private static Stream<Violation> refused(Submission wanted, List<StoredTask> rows) {
    if (rows.size() > 1) {
      return of(Rule.REJECTED, "%s was refused and is stored %d times", wanted, rows.size());
    }
    return !rows.isEmpty() && wanted.saidNotStored()
        ? of(Rule.HONEST, "%s was said not to be stored, %d row is there", wanted, rows.size())
        : Stream.empty();
  }

  private static Stream<Violation> outcome(Submission wanted, StoredTask row) {
    if (!row.ended()) {
      return Stream.empty(); // Said by ENDED.
    }
    String right = wanted.poison() ? "failed" : "completed";
    return row.status().equals(right)
        ? Stream.empty()
        : one(Rule.COMPLETED, row, "is " + row.status() + ", not " + right);
  }

  private static Stream<Violation> row(StoredTask row) {
    Stream<Violation> ended =
        row.ended() && row.ends().size() == 1
            ? Stream.empty()
            : one(Rule.ENDED, row, "is " + row.status() + " and ended " + row.ends().size() + "×");
    return Stream.concat(ended, numbered(row));
  }

  private static Stream<Violation> numbered(StoredTask row) {
    List<Integer> numbers = row.events().stream().map(StoredTask.Event::seq).toList();
    if (!numbers.equals(IntStream.rangeClosed(2, row.eventSeq()).boxed().toList())) {
      return one(Rule.NUMBERED, row, "has events " + numbers + " of 2 to " + row.eventSeq());
    }
    boolean goesOn =
        row.events().stream().limit(Math.max(0, numbers.size() - 1)).anyMatch(e -> e.isEnd());
    return goesOn ? one(Rule.NUMBERED, row, "goes on after its end") : Stream.empty();
  }

  private static Stream<Violation> one(Rule rule, StoredTask row, String what) {
    return Stream.of(new Violation(rule, row.key() + " (" + row.id() + ") " + what));
  }

  private static Stream<Violation> of(Rule rule, String text, Submission wanted, int rows) {
    return Stream.of(new Violation(rule, text.formatted(wanted.key(), rows)));
  }
}
