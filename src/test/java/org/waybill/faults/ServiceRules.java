package org.waybill.faults;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What an operator must be able to rely on. */
final class ServiceRules {

  /** Refusals before it are the beginning of a fault, which may go unnoticed. */
  static final Duration NOTICED = Duration.ofSeconds(5);

  private static final int REFUSALS = 5;

  private ServiceRules() {}

  static Stream<Violation> check(History history) {
    return Stream.of(crashes(history), capacity(history), told(history), ready(history))
        .flatMap(all -> all);
  }

  private static Stream<Violation> crashes(History history) {
    List<Violation> wrong = new ArrayList<>();
    for (StoredTask row : history.stored()) {
      long seen =
          history.kills().stream()
              .filter(kill -> row.held().stream().anyMatch(held -> held.covers(kill)))
              .count();
      if (row.crashes() > seen) {
        wrong.add(
            new Violation(
                Rule.CRASHES,
                "%s is charged with %d crashes; %d processes ended while it ran"
                    .formatted(row.key(), row.crashes(), seen)));
      }
    }
    return wrong.stream();
  }

  private static Stream<Violation> capacity(History history) {
    return history.capacity().entrySet().stream()
        .filter(entry -> entry.getValue() < history.nominal())
        .map(
            entry ->
                new Violation(
                    Rule.CAPACITY,
                    "%s runs %d at once, not %d"
                        .formatted(entry.getKey(), entry.getValue(), history.nominal())));
  }

  private static Stream<Violation> told(History history) {
    return history.faults().stream()
        .filter(fault -> refusals(history, fault) >= REFUSALS)
        .filter(
            fault ->
                history.health().stream()
                    .filter(health -> during(fault, health.at()))
                    .allMatch(History.Health::up))
        .map(
            fault ->
                new Violation(
                    Rule.READINESS,
                    "%s: %d refusals, readiness was up all the time"
                        .formatted(fault.name(), refusals(history, fault))));
  }

  private static long refusals(History history, History.Fault fault) {
    return history.submissions().stream()
        .flatMap(wanted -> wanted.tries().stream())
        .filter(call -> call.reply() == Submission.Reply.REFUSED && during(fault, call.ended()))
        .count();
  }

  private static boolean during(History.Fault fault, Instant at) {
    return at.isAfter(fault.from().plus(NOTICED)) && at.isBefore(fault.to());
  }

  private static Stream<Violation> ready(History history) {
    List<History.Health> health = history.health();
    return health.isEmpty() || health.get(health.size() - 1).up()
        ? Stream.empty()
        : Stream.of(new Violation(Rule.READINESS, "the last word of readiness is: not ready"));
  }
}
