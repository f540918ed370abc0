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

  private Map<String, TaskHandler<?, ?>> byType = Map.of();

  @PostConstruct
  void collect() {
    byType = byType(beans);
  }

  static Map<String, TaskHandler<?, ?>> byType(Iterable<TaskHandler<?, ?>> handlers) {
    Map<String, TaskHandler<?, ?>> found = new HashMap<>();
    for (TaskHandler<?, ?> handler : handlers) {
      String type = handler.type();
      if (type == null || type.isBlank()) {
        throw new IllegalStateException(nameOf(handler) + " handles no task type");
      }
      TaskHandler<?, ?> other = found.put(type, handler);
      if (other != null) {
        throw new IllegalStateException(
            "two handlers for task type %s: %s and %s; allowed: one"
                .formatted(type, nameOf(other), nameOf(handler)));
      }
    }
    return found;
  }

  /** A container puts a class of its own before the bean's. */
  private static String nameOf(TaskHandler<?, ?> handler) {
    Class<?> type = handler.getClass();
    return (type.getName().contains("Proxy$") ? type.getSuperclass() : type).getName();
  }

  Optional<TaskHandler<?, ?>> of(String type) {
    return Optional.ofNullable(byType.get(type));
  }

  /** The types that this node can run. */
  public Set<String> types() {
    return new TreeSet<>(byType.keySet());
  }
}
