package org.waybill.observe;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.waybill.a2a.CallbackReceived;

/** Counts callbacks of other agents on this node: {@code waybill_agent_callbacks_total}. */
@ApplicationScoped
public class CallbackMetrics {

  private static final Metadata CALLBACKS =
      Metadata.builder()
          .withName("waybill_agent_callbacks")
          .withDescription("Callbacks of other agents about tasks delegated to them")
          .build();

  @Inject private MetricRegistry registry;
  private Counter callbacks;

  /** It is there from the start, not from the first callback on. */
  void begin(@Observes @Initialized(ApplicationScoped.class) Object application) {}

  @PostConstruct
  void register() {
    callbacks = registry.counter(CALLBACKS);
  }

  void observe(@Observes CallbackReceived received) {
    callbacks.inc();
  }
}
