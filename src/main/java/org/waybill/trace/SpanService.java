package org.waybill.trace;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import org.waybill.config.Settings;
import org.waybill.config.TraceSettings;
import org.waybill.service.Supervisor;

/** Sends spans in the background, where the settings want them. */
@ApplicationScoped
public class SpanService {

  private static final Duration GAP = Duration.ofSeconds(1);

  @Inject private Supervisor supervisor;
  @Inject private Settings settings;
  @Inject private SpanExporter exporter;

  void begin(@Observes @Initialized(ApplicationScoped.class) Object application) {
    if (settings.get(TraceSettings.URL).isPresent()) {
      supervisor.every(GAP, "span-export", exporter::exportPending);
    }
  }
}
