package org.waybill.observe;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Locale;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.waybill.reading.PageRecognised;

/** Counts scanned pages that this node has recognised: {@code waybill_ocr_pages_total{result}}. */
@ApplicationScoped
public class OcrMetrics {

  private static final Metadata PAGES =
      Metadata.builder()
          .withName("waybill_ocr_pages")
          .withDescription("Scanned pages whose text was to be recognised, by result")
          .build();

  @Inject private MetricRegistry registry;

  void observe(@Observes PageRecognised page) {
    Tag result = new Tag("result", page.name().toLowerCase(Locale.ROOT));
    registry.counter(PAGES, result).inc();
  }
}
