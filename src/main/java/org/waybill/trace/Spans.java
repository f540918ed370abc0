package org.waybill.trace;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import org.waybill.config.Settings;
import org.waybill.config.TraceSettings;
import org.waybill.time.Ticker;

/** Begins spans, where the settings want them. */
@ApplicationScoped
public class Spans {

  @Inject private Settings settings;
  @Inject private Clock clock;
  @Inject private Ticker ticker;
  @Inject private SpanExporter exporter;

  /**
   * Begins a span below the current thread's trace, or a trace of its own. A trace whose caller
   * does not record it is not recorded here.
   *
   * @param name what is done, and to what: one of a few
   * @return to be closed by this thread
   */
  public Span begin(String name, Span.Kind kind) {
    if (settings.get(TraceSettings.URL).isEmpty()) {
      return Span.none();
    }
    String current = CurrentTrace.get();
    SpanContext parent = current == null ? null : SpanContext.of(current);
    if (current != null && parent == null) {
      return Span.none();
    }
    return new RecordedSpan(
        parent,
        name,
        kind,
        clock.instant(),
        ticker,
        settings.get(TraceSettings.CONTENTS),
        exporter::add);
  }
}
