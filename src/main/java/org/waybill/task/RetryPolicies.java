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
import org.waybill.type.TaskTypes;
import org.waybill.type.TypeSettings;

/**
 * The retry policies of task types, for tasks that set none: as an administrator has set them, else
 * as defined by the handler, else by the settings.
 */
@ApplicationScoped
public class RetryPolicies {

  private final Map<String, RetryPolicy> byType = new HashMap<>();
  private RetryPolicy usual;

  @Inject @Any private Instance<TaskHandler<?, ?>> handlers;
  @Inject private Settings settings;
  @Inject private TaskTypes types;

  @PostConstruct
  void collect() {
    usual = NewTaskBuilder.usualRetries(settings);
    handlers.forEach(handler -> byType.put(handler.type().name(), handler.retries(usual)));
  }

  public RetryPolicy of(String type) {
    return overridden(byType.getOrDefault(type, usual), types.row(type));
  }

  /** The policy with what an administrator has set instead. */
  static RetryPolicy overridden(RetryPolicy policy, TypeSettings row) {
    RetryPolicy tried =
        row.maxAttempts() == null ? policy : policy.withMaxAttempts(row.maxAttempts());
    return row.backoff() == null ? tried : tried.withFirst(row.backoff());
  }
}
