package org.waybill.task;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceUnit;
import jakarta.persistence.TypedQuery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.waybill.json.Json;

/**
 * Reads tasks. Each reading has an entity manager of its own and no transaction: it may be done by
 * any thread, whatever else its request still does.
 */
@ApplicationScoped
public class Tasks {

  private static final String NEWEST = " order by t.id desc";

  /** Values that are stored apart from their rows are searched where they are. */
  private static final String TEXT =
      """
      (lower(t.input) like :text escape '!' or lower(t.output) like :text escape '!'
        or lower(t.error) like :text escape '!'
        or (t.inputBytes is not null or t.outputBytes is not null) and exists (
          select p.taskId from TaskPayload p where p.taskId = t.id
            and (lower(p.input) like :text escape '!' or lower(p.output) like :text escape '!')))
      """;

  @PersistenceUnit(unitName = "waybill")
  private EntityManagerFactory factory;

  public Optional<Task> find(UUID id) {
    return find(id, task -> {});
  }

  /**
   * The same.
   *
   * @param beforePayload is called before a large input or output is read
   */
  public Optional<Task> find(UUID id, Consumer<TaskRow> beforePayload) {
    return read(
        entities -> {
          Task task = entities.find(Task.class, id);
          if (task == null || !task.hasLargeInput() && !task.hasLargeOutput()) {
            return Optional.ofNullable(task);
          }
          beforePayload.accept(task);
          // A task without its payload was deleted between the two reads.
          return Optional.ofNullable(entities.find(TaskPayload.class, id)).map(task::with);
        });
  }

  /** The same without input, partial output and output. */
  public Optional<TaskSummary> summary(UUID id) {
    return read(entities -> Optional.ofNullable(entities.find(TaskSummary.class, id)));
  }

  /** Those that are there, in any order. */
  public List<TaskSummary> summaries(Collection<UUID> ids) {
    if (ids.isEmpty()) {
      return List.of();
    }
    return read(
        entities ->
            entities
                .createQuery("select t from TaskSummary t where t.id in :ids", TaskSummary.class)
                .setParameter("ids", ids)
                .getResultList());
  }

  private <R> R read(Function<EntityManager, R> reading) {
    try (EntityManager own = factory.createEntityManager()) {
      return reading.apply(own);
    }
  }

  /** Newest first, stable under inserts. */
  public List<TaskSummary> list(TaskFilter filter, int limit) {
    return list(filter, false, limit);
  }

  List<TaskSummary> list(TaskFilter filter, boolean undismissed, int limit) {
    if (filter.text() != null) {
      List<UUID> ids = ids(TextSearch.OF_A_REQUEST, filter, undismissed, limit);
      List<TaskSummary> found = new ArrayList<>(summaries(ids));
      found.sort(Comparator.comparing(task -> task.id().toString(), Comparator.reverseOrder()));
      return found;
    }
    return read(
        entities ->
            query(
                    entities,
                    "select t from TaskSummary t",
                    filter,
                    undismissed,
                    NEWEST,
                    TaskSummary.class)
                .setMaxResults(limit)
                .getResultList());
  }

  /** Their ids, newest first. */
  public List<UUID> ids(TaskFilter filter, int limit) {
    return ids(filter, false, limit);
  }

  List<UUID> ids(TaskFilter filter, boolean undismissed, int limit) {
    return ids(TextSearch.OF_A_TASK, filter, undismissed, limit);
  }

  private List<UUID> ids(Duration time, TaskFilter filter, boolean undismissed, int limit) {
    return read(
        entities ->
            TextSearch.within(
                time,
                filter,
                query(entities, "select t.id from Task t", filter, undismissed, NEWEST, UUID.class)
                    .setMaxResults(limit),
                TypedQuery::getResultList));
  }

  /** How many there are; reads all of them. */
  public long count(TaskFilter filter) {
    return count(filter, false);
  }

  long count(TaskFilter filter, boolean undismissed) {
    return read(
        entities ->
            TextSearch.within(
                TextSearch.OF_A_REQUEST,
                filter,
                query(entities, "select count(t) from Task t", filter, undismissed, "", Long.class),
                TypedQuery::getSingleResult));
  }

  private static <T> TypedQuery<T> query(
      EntityManager entities,
      String select,
      TaskFilter filter,
      boolean undismissed,
      String order,
      Class<T> type) {
    StringBuilder where = new StringBuilder(select).append(" where t.tenant = :tenant");
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("tenant", filter.owner().tenant());
    and(where, parameters, "t.userId = :user", "user", filter.owner().userId());
    and(where, parameters, "t.status in :statuses", "statuses", filter.statuses());
    and(where, parameters, "t.type = :type", "type", filter.work().type());
    and(where, parameters, "t.queue = :queue", "queue", filter.work().queue());
    and(where, parameters, "t.chatId = :chat", "chat", filter.labels().chatId());
    and(
        where,
        parameters,
        "t.workspaceId = :workspace",
        "workspace",
        filter.labels().workspaceId());
    and(where, parameters, "t.tags like :tag escape '!'", "tag", tagPattern(filter.labels().tag()));
    and(
        where,
        parameters,
        "t.correlationId = :correlation",
        "correlation",
        filter.labels().correlationId());
    and(where, parameters, "t.scheduleId = :schedule", "schedule", filter.labels().scheduleId());
    and(where, parameters, "t.createdAt >= :createdFrom", "createdFrom", filter.created().from());
    and(where, parameters, "t.createdAt < :createdTo", "createdTo", filter.created().to());
    and(where, parameters, TEXT, "text", textPattern(filter.text()));
    and(where, parameters, "t.id < :before", "before", filter.before());
    if (undismissed) {
      where.append(" and t.dismissedAt is null");
    }
    TypedQuery<T> query = entities.createQuery(where.append(order).toString(), type);
    parameters.forEach(query::setParameter);
    return query;
  }

  private static void and(
      StringBuilder where,
      Map<String, Object> parameters,
      String condition,
      String name,
      Object value) {
    if (value != null) {
      where.append(" and ").append(condition);
      parameters.put(name, value);
    }
  }

  private static String tagPattern(String tag) {
    return tag == null ? null : "%" + escaped(Json.quote(tag)) + "%";
  }

  private static String textPattern(String text) {
    return text == null ? null : "%" + escaped(text.toLowerCase(Locale.ROOT)) + "%";
  }

  private static String escaped(String text) {
    return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
  }
}
