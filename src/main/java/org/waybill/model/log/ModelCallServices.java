package org.waybill.model.log;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import org.waybill.config.ModelSettings;
import org.waybill.config.Settings;
import org.waybill.service.Supervisor;

/** Writes and deletes records of model calls in the background. */
@ApplicationScoped
public class ModelCallServices {

  private static final Duration CLEANUP = Duration.ofHours(1);

  @Inject private Supervisor supervisor;
  @Inject private Settings settings;
  @Inject private ModelCallRecorder recorder;
  @Inject private ModelCallStore store;

  void begin(@Observes @Initialized(ApplicationScoped.class) Object application) {
    supervisor.run("model-call-records", recorder::run);
    supervisor.every(CLEANUP, "model-call-retention", this::cleanUp);
  }

  private void cleanUp() throws InterruptedException {
    store.deleteOlderThan(settings.get(ModelSettings.CALLS_RETENTION));
  }
}
