package org.waybill.trace;

import java.util.concurrent.ThreadLocalRandom;

/**
 * The place of a span in its trace.
 *
 * @param traceId 32 hexadecimal digits
 * @param spanId 16 hexadecimal digits
 */
record SpanContext(String traceId, String spanId) {

  private static final String SAMPLED = "01";
  private static final int TRACE_ID = 3;
  private static final int SPAN_ID = 36;
  private static final int FLAGS = 53;

  /** Of a trace of its own. */
  static SpanContext begin() {
    return new SpanContext(random() + random(), random());
  }

  /**
   * Reads what {@link TraceParent#read} has checked.
   *
   * @return null if the trace is not to be recorded
   */
  static SpanContext of(String traceparent) {
    boolean isSampled = (Integer.parseInt(traceparent.substring(FLAGS, FLAGS + 2), 16) & 1) == 1;
    return isSampled
        ? new SpanContext(
            traceparent.substring(TRACE_ID, TRACE_ID + 32),
            traceparent.substring(SPAN_ID, SPAN_ID + 16))
        : null;
  }

  /** Of a span below this one. */
  SpanContext child() {
    return new SpanContext(traceId, random());
  }

  String traceparent() {
    return "00-%s-%s-%s".formatted(traceId, spanId, SAMPLED);
  }

  /** Not zero, which stands for none. */
  private static String random() {
    return "%016x".formatted(ThreadLocalRandom.current().nextLong() | 1L);
  }
}
