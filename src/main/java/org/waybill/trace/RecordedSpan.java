package org.waybill.trace;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.waybill.text.CredentialMask;
import org.waybill.text.CutText;
import org.waybill.time.Ticker;

/** One that is sent when it ends. */
final class RecordedSpan implements Span {

  private static final int LONGEST = 100_000;

  private final SpanContext context;
  private final String parentId;
  private final String name;
  private final Kind kind;
  private final Instant begun;
  private final Ticker ticker;
  private final boolean showsContents;
  private final Consumer<EndedSpan> ended;
  private final long start;
  private final Map<String, Object> attributes = new LinkedHashMap<>();
  private final CurrentTrace scope;
  private String error;

  RecordedSpan(
      SpanContext parent,
      String name,
      Kind kind,
      Instant begun,
      Ticker ticker,
      boolean showsContents,
      Consumer<EndedSpan> ended) {
    this.context = parent == null ? SpanContext.begin() : parent.child();
    this.parentId = parent == null ? null : parent.spanId();
    this.name = name;
    this.kind = kind;
    this.begun = begun;
    this.ticker = ticker;
    this.showsContents = showsContents;
    this.ended = ended;
    this.start = ticker.nanos();
    this.scope = CurrentTrace.of(context.traceparent());
  }

  @Override
  public Span set(String attribute, Object value) {
    if (value != null) {
      attributes.put(attribute, value);
    }
    return this;
  }

  @Override
  public Span setContent(String attribute, Supplier<String> value) {
    String text = showsContents ? value.get() : null;
    return set(attribute, text == null ? null : shown(text));
  }

  private static String shown(String text) {
    String cut = CutText.counted(CredentialMask.of(text), LONGEST);
    // Half of a surrogate pair is no text that can be sent.
    return new String(cut.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  @Override
  public void failed(String type) {
    error = type;
  }

  @Override
  public void close() {
    scope.close();
    ended.accept(
        new EndedSpan(
            context, parentId, name, kind, begun, ticker.since(start), attributes, error));
  }
}
