package org.waybill.faults;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What one live stream delivered.
 *
 * @param resumes whether a reopened stream goes on after the last event seen; one that does not
 *     leaves to its client what happened around the break
 * @param spans when it was open
 * @param missed when it said that it had missed something
 */
record Heard(
    String stream, boolean resumes, List<Span> spans, Set<Key> events, List<Instant> missed) {

  /** What was under way when a connection broke is for the client to ask for. */
  static final Duration AROUND_A_BREAK = Duration.ofSeconds(10);

  /** An event, by what it is known by. */
  record Key(String taskId, int seq) {}

  /**
   * A time.
   *
   * @param broken whether it ended without the client's wish
   */
  record Span(Instant from, Instant to, boolean broken) {}

  boolean has(String taskId, int seq) {
    return events.contains(new Key(taskId, seq));
  }

  /** Whether the client could rely on hearing what was committed then. */
  boolean owes(Instant at) {
    if (missed.stream().anyMatch(notice -> !notice.isBefore(at))) {
      return false;
    }
    if (resumes) {
      return spans.stream().anyMatch(span -> !span.from().isAfter(at));
    }
    return spans.stream().anyMatch(span -> !span.from().isAfter(at) && !at.isAfter(sure(span)));
  }

  private static Instant sure(Span span) {
    return span.broken() ? span.to().minus(AROUND_A_BREAK) : span.to();
  }
}
