package org.waybill.faults;

import java.util.List;
import java.util.stream.Stream;

/** What live streams must have told. */
final class StreamRules {

  private StreamRules() {}

  static Stream<Violation> check(History history) {
    return history.heard().stream()
        .flatMap(
            heard -> {
              List<Missing> missing = missing(history, heard);
              return missing.isEmpty()
                  ? Stream.empty()
                  : Stream.of(new Violation(Rule.STREAMS, describe(heard, missing)));
            });
  }

  /** An event that somebody relied on hearing. */
  record Missing(StoredTask task, StoredTask.Event event) {}

  static List<Missing> missing(History history, Heard heard) {
    return history.stored().stream()
        .flatMap(
            row ->
                row.events().stream()
                    .filter(event -> event.isTold() && heard.owes(event.at()))
                    .filter(event -> !heard.has(row.id(), event.seq()))
                    .map(event -> new Missing(row, event)))
        .toList();
  }

  private static String describe(Heard heard, List<Missing> missing) {
    long ends = missing.stream().filter(one -> one.event().isEnd()).count();
    Missing first = missing.get(0);
    return "%s never told %d starts and %d ends; the first: %s %s of %s at %s"
        .formatted(
            heard.stream(),
            missing.size() - ends,
            ends,
            first.event().kind(),
            first.event().seq(),
            first.task().id(),
            first.event().at());
  }
}
