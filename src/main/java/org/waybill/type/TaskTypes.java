package org.waybill.type;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.waybill.config.KnownSettings;
import org.waybill.config.Settings;
import org.waybill.handler.TaskHandler;
import org.waybill.handler.TaskType;
import org.waybill.text.EditDistance;

/** The task types that this node knows, and the handler beans that run them. */
@ApplicationScoped
public class TaskTypes {

  @Inject @Any private Instance<TaskHandler<?, ?>> beans;
  @Inject private Settings settings;

  private Map<String, TaskHandler<?, ?>> handlers = Map.of();
  private SortedMap<String, TaskType> types = Collections.emptySortedMap();

  /**
   * @throws IllegalStateException if two beans handle one type, or the type of one is not allowed
   */
  @PostConstruct
  void collect() {
    handlers = byType(beans);
    SortedMap<String, TaskType> all = new TreeMap<>();
    KnownTypes.ALL.forEach(type -> all.put(type.name(), type));
    handlers.values().forEach(handler -> all.put(handler.type().name(), handler.type()));
    types = Collections.unmodifiableSortedMap(all);
  }

  static Map<String, TaskHandler<?, ?>> byType(Iterable<TaskHandler<?, ?>> beans) {
    Map<String, TaskHandler<?, ?>> found = new HashMap<>();
    for (TaskHandler<?, ?> handler : beans) {
      String type = typeOf(handler).name();
      TaskHandler<?, ?> other = found.put(type, handler);
      if (other != null) {
        throw new IllegalStateException(
            "two handlers for task type %s: %s and %s; allowed: one"
                .formatted(type, nameOf(other), nameOf(handler)));
      }
    }
    return found;
  }

  private static TaskType typeOf(TaskHandler<?, ?> handler) {
    TaskType type;
    try {
      type = handler.type();
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(nameOf(handler) + ": " + e.getMessage(), e);
    }
    if (type == null) {
      throw new IllegalStateException(nameOf(handler) + " handles no task type");
    }
    return type;
  }

  /** A container puts a class of its own before the bean's. */
  private static String nameOf(TaskHandler<?, ?> handler) {
    Class<?> type = handler.getClass();
    return (type.getName().contains("Proxy$") ? type.getSuperclass() : type).getName();
  }

  public Optional<TaskHandler<?, ?>> handlerOf(String type) {
    return Optional.ofNullable(handlers.get(type));
  }

  /** The types that a handler of this node runs. */
  public Set<String> handled() {
    return Collections.unmodifiableSet(handlers.keySet());
  }

  /** All of them, by name. */
  public Collection<TaskType> all() {
    return types.values();
  }

  public Optional<TaskType> find(String type) {
    return Optional.ofNullable(types.get(type));
  }

  /** A type that callers may submit; empty for all others. */
  public Optional<TaskType> submittable(String type) {
    return find(type).filter(this::isSubmittable);
  }

  /** What callers may submit, by name. */
  public List<TaskType> submittable() {
    return all().stream().filter(this::isSubmittable).toList();
  }

  /** The names of types that callers may submit: the most similar first, at most so many. */
  public List<String> nearest(String name, int most) {
    return submittable().stream()
        .map(TaskType::name)
        .sorted(Comparator.comparingInt(each -> EditDistance.of(name, each)))
        .limit(most)
        .toList();
  }

  private boolean isSubmittable(TaskType type) {
    return type.submittable()
        && (!type.equals(KnownTypes.DIAGNOSTIC) || settings.get(KnownSettings.DIAGNOSTICS));
  }

  /** The types of this queue. */
  public List<TaskType> ofQueue(String queue) {
    return all().stream().filter(type -> type.queue().equals(queue)).toList();
  }
}
