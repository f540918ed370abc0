package org.waybill.faults;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the database holds of a task at the end.
 *
 * @param key the correlation id
 * @param node which one claimed it last
 * @param output who wrote the output, by the handler's own word; null: there is none
 * @param eventSeq the last number that was given
 * @param events from number 2 on; the first is the row itself
 */
record StoredTask(
    String id,
    String key,
    String status,
    int attempt,
    int crashes,
    int eventSeq,
    String node,
    Author output,
    Instant createdAt,
    List<Event> events) {

  private static final Set<String> ENDS = Set.of("completed", "failed", "cancelled");

  /** An attempt, and where it ran. */
  record Author(int attempt, String node) {}

  /** Who should have written the output. */
  Author counts() {
    return new Author(attempt, node);
  }

  /** One numbered event. */
  record Event(int seq, String kind, Instant at, int attempt) {

    boolean isEnd() {
      return ENDS.contains(kind);
    }

    /** What every live stream must tell. */
    boolean isTold() {
      return isEnd() || kind.equals("started");
    }
  }

  boolean ended() {
    return ENDS.contains(status);
  }

  boolean completed() {
    return status.equals("completed");
  }

  List<Event> ends() {
    return events.stream().filter(Event::isEnd).toList();
  }

  /** When an attempt started, and when the history went on from there. */
  record Held(Instant from, Instant to) {

    /** What ended a process is noticed a little later than the task is taken over. */
    private static final Duration NOTICED = Duration.ofSeconds(5);

    boolean covers(Instant at) {
      return !at.isBefore(from) && !at.minus(NOTICED).isAfter(to);
    }
  }

  /** The times during which the rows say that an attempt ran. */
  List<Held> held() {
    return events.stream()
        .filter(event -> event.kind().equals("started"))
        .map(event -> new Held(event.at(), endOf(event).orElse(Instant.MAX)))
        .toList();
  }

  private Optional<Instant> endOf(Event started) {
    return events.stream()
        .filter(event -> event.seq() > started.seq())
        .filter(event -> event.attempt() != started.attempt() || leaves(event.kind()))
        .map(Event::at)
        .findFirst();
  }

  private static boolean leaves(String kind) {
    return !Set.of("started", "progress", "partial").contains(kind);
  }
}
