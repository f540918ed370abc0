package org.waybill.work;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.waybill.handler.TaskHandler;

/** Finds the handler of a type. */
@ApplicationScoped
public class Handlers {

  @Inject @Any private Instance<TaskHandler<?, ?>> beans;

  private final Map<String, TaskHandler<?, ?>> byType = new HashMap<>();

  @PostConstruct
  void collect() {
    for (TaskHandler<?, ?> handler : beans) {
      if (byType.put(handler.type(), handler) != null) {
        throw new IllegalStateException("two handlers for task type " + handler.type());
      }
    }
  }

  Optional<TaskHandler<?, ?>> of(String type) {
    return Optional.ofNullable(byType.get(type));
  }

  /** The types that this node can run. */
  public Set<String> types() {
    return new TreeSet<>(byType.keySet());
  }
}
