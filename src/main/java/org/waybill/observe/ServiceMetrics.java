package org.waybill.observe;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.waybill.service.ServiceListener;
import org.waybill.service.Supervisor;

/** {@code waybill_service_restarts_total{service}}: services that failed and started again. */
@ApplicationScoped
public class ServiceMetrics implements ServiceListener {

  @Inject private MetricRegistry registry;
  @Inject private Supervisor supervisor;

  /** The counters are there from the start. */
  void begin(@Observes @Initialized(ApplicationScoped.class) Object application) {}

  @PostConstruct
  void register() {
    supervisor.watch(this);
  }

  @Override
  public void started(String service) {
    counter(service);
  }

  @Override
  public void restarted(String service) {
    counter(service).inc();
  }

  private Counter counter(String service) {
    return registry.counter("waybill_service_restarts", new Tag("service", service));
  }
}
