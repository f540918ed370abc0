package org.waybill.observe;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.waybill.event.Publisher;
import org.waybill.worker.AbandonedAttempts;

/**
 * {@code waybill_observer_failures_total{observer}}: events that an observer could not take; {@code
 * waybill_attempts_abandoned}: attempts that this process had claimed and did not run.
 */
@ApplicationScoped
public class ObserverMetrics {

  @Inject private MetricRegistry registry;
  @Inject private Publisher publisher;
  @Inject private AbandonedAttempts abandoned;

  /** It counts from the start. */
  void begin(@Observes @Initialized(ApplicationScoped.class) Object application) {}

  @PostConstruct
  void register() {
    publisher.watch(
        observer ->
            registry.counter("waybill_observer_failures", new Tag("observer", observer)).inc());
    registry.gauge("waybill_attempts_abandoned", abandoned::found);
  }
}
