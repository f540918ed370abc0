package org.waybill.task;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import org.waybill.config.Settings;
import org.waybill.handler.RetryPolicy;
import org.waybill.handler.TaskHandler;

/** The retry policies of task types, as defined by their handlers, for tasks that set none. */
@ApplicationScoped
public class RetryPolicies {

  private final Map<String, RetryPolicy> byType = new HashMap<>();
  private RetryPolicy usual;

  @Inject @Any private Instance<TaskHandler<?, ?>> handlers;
  @Inject private Settings settings;

  @PostConstruct
  void collect() {
    usual = NewTaskBuilder.usualRetries(settings);
    handlers.forEach(handler -> byType.put(handler.type().name(), handler.retries(usual)));
  }

  public RetryPolicy of(String type) {
    return byType.getOrDefault(type, usual);
  }
}
