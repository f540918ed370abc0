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
import java.util.stream.Collectors;
import org.waybill.config.KnownSettings;
import org.waybill.config.Settings;
import org.waybill.handler.TaskHandler;
import org.waybill.handler.TaskType;
import org.waybill.text.EditDistance;

/**
 * The task types that this node knows: those of Waybill's own interfaces, those that handler beans
 * bring, and those that administrators have made. Every node reads the rows again each second.
 */
@ApplicationScoped
public class TaskTypes {

  @Inject @Any private Instance<TaskHandler<?, ?>> beans;
  @Inject private Settings settings;

  private Map<String, TaskHandler<?, ?>> handlers = Map.of();
  private SortedMap<String, TaskType> brought = Collections.emptySortedMap();
  private String state;
  private volatile Map<String, TypeSettings> set = Map.of();
  private volatile SortedMap<String, TaskType> types = Collections.emptySortedMap();

  @Inject private TypeRows rows;

  /**
   * @throws IllegalStateException if two beans handle one type, or the type of one is not allowed
   */
  @PostConstruct
  void collect() {
    handlers = byType(beans);
    SortedMap<String, TaskType> all = new TreeMap<>();
    KnownTypes.ALL.forEach(type -> all.put(type.name(), type));
    handlers.values().forEach(handler -> all.put(handler.type().name(), handler.type()));
    brought = Collections.unmodifiableSortedMap(all);
    types = brought;
  }

  /** Reads what administrators have set. */
  public synchronized void refresh() {
    String now = rows.state();
    if (now.equals(state)) {
      return;
    }
    Map<String, TypeSettings> read =
        rows.all().stream().collect(Collectors.toUnmodifiableMap(TypeSettings::name, each -> each));
    SortedMap<String, TaskType> all = new TreeMap<>(brought);
    read.values().forEach(row -> all.put(row.name(), merged(row)));
    set = read;
    types = Collections.unmodifiableSortedMap(all);
    state = now;
  }

  /** Only the defaults of a type that was brought can be set. */
  private TaskType merged(TypeSettings row) {
    TaskType own = brought.get(row.name());
    TaskType type =
        own == null
            ? TaskType.of(row.name())
                .inQueue(row.queue() == null ? row.name() : row.queue())
                .describedAs(row.description() == null ? "" : row.description())
                .accepting(row.inputSchema())
            : own;
    return type.timeoutAfter(row.timeout() == null ? type.timeout() : row.timeout())
        .atPriority(row.priority() == null ? type.priority() : row.priority());
  }

  /** Whether a handler or one of Waybill's interfaces brings it. */
  public boolean isBrought(String type) {
    return brought.containsKey(type);
  }

  /** What an administrator has set. */
  public TypeSettings row(String type) {
    return set.getOrDefault(type, TypeSettings.none(type));
  }

  /**
   * Sets what counts for a type, in place of what was set before, or makes one.
   *
   * @param given its version is not looked at
   * @param seen the version that the caller has seen, or null to replace any
   * @return false if it is another one by now; then nothing is changed
   */
  public boolean put(TypeSettings given, Integer seen, String byUser) {
    boolean done = rows.put(given, seen, byUser);
    refresh();
    return done;
  }

  /**
   * Removes what was set; a type that nobody brings goes with it.
   *
   * @param seen the version that the caller has seen, or null for any
   * @return false if it is another one by now; then nothing is changed
   */
  public boolean delete(String type, Integer seen) {
    boolean done = rows.delete(type, seen);
    refresh();
    return done;
  }

  /** Whether tasks of this type have not ended. */
  public boolean hasUnfinished(TaskType type) {
    return rows.hasUnfinished(type.queue(), type.name());
  }

  /** How many types administrators have made or changed. */
  public int changed() {
    return set.size();
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
      if (type != null && type.inputSchema() != null) {
        InputSchema.read(type.inputSchema());
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(nameOf(handler) + ": " + e.getMessage(), e);
    } catch (InvalidSchema e) {
      throw new IllegalStateException(
          nameOf(handler) + ": the input schema of its type " + e.getMessage(), e);
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
        && (!type.name().equals(KnownTypes.DIAGNOSTIC.name())
            || settings.get(KnownSettings.DIAGNOSTICS));
  }

  /** The types of this queue. */
  public List<TaskType> ofQueue(String queue) {
    return all().stream().filter(type -> type.queue().equals(queue)).toList();
  }
}
