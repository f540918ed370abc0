package org.waybill.observe;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.waybill.model.ModelCalled;

/**
 * Counts calls of language models on this node: {@code waybill_model_calls_total{model,result}} and
 * {@code waybill_model_tokens_total{model,direction}}.
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

  @Inject private MetricRegistry registry;

  void observe(@Observes ModelCalled called) {
    Tag model = new Tag("model", called.model());
    registry.counter(CALLS, model, new Tag("result", called.done() ? "completed" : "failed")).inc();
    registry.counter(TOKENS, model, new Tag("direction", "in")).inc(called.usage().in());
    registry.counter(TOKENS, model, new Tag("direction", "out")).inc(called.usage().out());
  }
}
