package org.waybill.trace;

import java.util.function.Supplier;

/** Spans are off, or the trace is not sampled. */
enum UnrecordedSpan implements Span {
  INSTANCE;

  @Override
  public Span set(String name, Object value) {
    return this;
  }

  @Override
  public Span setContent(String name, Supplier<String> value) {
    return this;
  }

  @Override
  public void failed(String type) {
    // It is not recorded.
  }

  @Override
  public void close() {
    // The current trace was not changed.
  }
}
