package org.waybill.observe;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.waybill.trace.SpansExported;

/** Counts OpenTelemetry spans of this node: {@code waybill_spans_total{result}}. */
@ApplicationScoped
public class TraceMetrics {

  private static final Metadata SPANS =
      Metadata.builder()
          .withName("waybill_spans")
          .withDescription("OpenTelemetry spans, by whether the collector took them")
          .build();

  @Inject private MetricRegistry registry;

  /** They are there from the start. */
  void begin(@Observes @Initialized(ApplicationScoped.class) Object application) {}

  @PostConstruct
  void register() {
    spans(true);
    spans(false);
  }

  private Counter spans(boolean sent) {
    return registry.counter(SPANS, new Tag("result", sent ? "sent" : "lost"));
  }

  void observe(@Observes SpansExported exported) {
    spans(exported.sent()).inc(exported.count());
  }
}
