package org.waybill.trace;

import java.util.Map;
import org.waybill.config.Settings;
import org.waybill.world.Beans;

/** Spans of a node whose other settings say nothing of them, sent to this collector. */
public final class TracedSpans extends Spans {

  private final Spans spans;
  private final SpanExporter exporter;

  public TracedSpans(Collector collector, boolean showsContents) {
    Map<String, String> settings =
        Map.of(
            "waybill.otlp.url",
            collector.url(),
            "waybill.otlp.contents",
            Boolean.toString(showsContents));
    Beans beans = new Beans(Map.of()).with(Settings.class, new Settings(settings::get));
    spans = beans.get(Spans.class);
    exporter = beans.get(SpanExporter.class);
  }

  @Override
  public Span begin(String name, Span.Kind kind) {
    return spans.begin(name, kind);
  }

  public void exportAll() throws InterruptedException {
    exporter.exportPending();
  }
}
