package org.waybill.observe;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.EnumMap;
import java.util.Map;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.waybill.schedule.ScheduleFired;
import org.waybill.schedule.ScheduleFired.Result;

/** Counts what came of schedules on this node: {@code waybill_schedule_firings_total{result}}. */
@ApplicationScoped
public class ScheduleMetrics {

  @Inject private MetricRegistry registry;

  private final Map<Result, Counter> counters = new EnumMap<>(Result.class);

  /** Its metrics are there from the start. */
  void begin(@Observes @Initialized(ApplicationScoped.class) Object application) {}

  @PostConstruct
  void register() {
    Metadata firings =
        Metadata.builder()
            .withName("waybill_schedule_firings")
            .withDescription("Due times of schedules, by outcome")
            .build();
    for (Result result : Result.values()) {
      counters.put(result, registry.counter(firings, new Tag("result", result.label())));
    }
  }

  void observe(@Observes ScheduleFired turned) {
    counters.get(turned.result()).inc();
  }
}
