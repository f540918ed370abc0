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
import org.waybill.model.CallOutcome;
import org.waybill.model.ModelCalled;
import org.waybill.model.log.ModelCallsRecorded;

/**
 * Counts calls of language models on this node: {@code waybill_model_calls_total{model,result}},
 * {@code waybill_model_tokens_total{model,direction}} and {@code
 * waybill_model_call_records_total{result}}.
 */
@ApplicationScoped
public class ModelMetrics {

  private static final Metadata CALLS =
      Metadata.builder()
          .withName("waybill_model_calls")
          .withDescription("Calls of language models, by model and result")
          .build();

  private static final Metadata TOKENS =
      Metadata.builder()
          .withName("waybill_model_tokens")
          .withUnit("tokens")
          .withDescription("Tokens read and written by language models")
          .build();

  private static final Metadata RECORDS =
      Metadata.builder()
          .withName("waybill_model_call_records")
          .withDescription("Records of model calls, by whether they were written")
          .build();

  @Inject private MetricRegistry registry;

  /** They are there from the start. */
  void begin(@Observes @Initialized(ApplicationScoped.class) Object application) {}

  @PostConstruct
  void register() {
    records(true);
    records(false);
  }

  private Counter records(boolean written) {
    return registry.counter(RECORDS, new Tag("result", written ? "written" : "lost"));
  }

  void observe(@Observes ModelCallsRecorded recorded) {
    records(recorded.written()).inc(recorded.count());
  }

  private static String result(CallOutcome outcome) {
    return switch (outcome) {
      case COMPLETED, CANCELLED -> outcome.label();
      case BUSY, REFUSED, OVER_BUDGET, BROKEN -> "failed";
    };
  }

  void observe(@Observes ModelCalled called) {
    Tag model = new Tag("model", called.model());
    registry.counter(CALLS, model, new Tag("result", result(called.outcome()))).inc();
    registry.counter(TOKENS, model, new Tag("direction", "in")).inc(called.usage().in());
    registry.counter(TOKENS, model, new Tag("direction", "out")).inc(called.usage().out());
  }
}
