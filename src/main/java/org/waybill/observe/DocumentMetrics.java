package org.waybill.observe;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Locale;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.waybill.reading.PageImageRequested;

/** Counts pictures of pages on this node: {@code waybill_page_images_total{result}}. */
@ApplicationScoped
public class DocumentMetrics {

  private static final Metadata IMAGES =
      Metadata.builder()
          .withName("waybill_page_images")
          .withDescription("Images of document pages, by result")
          .build();

  @Inject private MetricRegistry registry;

  void observe(@Observes PageImageRequested image) {
    Tag result = new Tag("result", image.result().name().toLowerCase(Locale.ROOT));
    registry.counter(IMAGES, result).inc();
  }
}
