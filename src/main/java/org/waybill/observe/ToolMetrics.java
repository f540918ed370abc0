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
import org.waybill.tool.ToolCalled;
import org.waybill.tool.Tools;

/** Counts calls of tools on this node: {@code waybill_tool_calls_total{tool,result}}. */
@ApplicationScoped
public class ToolMetrics {

  private static final Metadata CALLS =
      Metadata.builder()
          .withName("waybill_tool_calls")
          .withDescription("Calls of tools, by tool and result")
          .build();

  @Inject private MetricRegistry registry;
  @Inject private Tools tools;

  /** They are there from the start, not from the first call on. */
  void begin(@Observes @Initialized(ApplicationScoped.class) Object application) {}

  @PostConstruct
  void register() {
    tools.all().forEach(tool -> counter(tool.spec().name(), true));
  }

  void observe(@Observes ToolCalled called) {
    counter(called.tool(), called.done()).inc();
  }

  private Counter counter(String tool, boolean done) {
    return registry.counter(
        CALLS, new Tag("tool", tool), new Tag("result", done ? "completed" : "failed"));
  }
}
