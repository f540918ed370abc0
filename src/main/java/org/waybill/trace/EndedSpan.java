package org.waybill.trace;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * What is known of a span that has ended.
 *
 * @param parentId null for the first one of a trace
 * @param attributes texts, whole numbers, flags and lists of texts
 * @param error {@code error.type}; null if the work did not fail
 */
record EndedSpan(
    SpanContext context,
    String parentId,
    String name,
    Span.Kind kind,
    Instant begun,
    Duration took,
    Map<String, Object> attributes,
    String error) {

  private static final int OF_AN_ATTRIBUTE = 100;

  /** Roughly, in characters. */
  long size() {
    return attributes.values().stream()
        .mapToLong(value -> OF_AN_ATTRIBUTE + String.valueOf(value).length())
        .sum();
  }
}
