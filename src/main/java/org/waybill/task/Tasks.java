package org.waybill.task;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceUnit;
import jakarta.persistence.TypedQuery;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.waybill.json.Json;

/**
 * Reads tasks. Each reading has an entity manager of its own and no transaction: it may be done by
 * any thread, whatever else its request still does.
 */
@ApplicationScoped
public class Tasks {

  @PersistenceUnit(unitName = "waybill")
  private EntityManagerFactory factory;

  public Optional<Task> find(UUID id) {
    return read(entities -> Optional.ofNullable(entities.find(Task.class, id)));
  }

  /** Those that are there, in any order. */
  public List<Task> find(Collection<UUID> ids) {
    if (ids.isEmpty()) {
      return List.of();
    }
    return read(
        entities ->
            entities
                .createQuery("select t from Task t where t.id in :ids", Task.class)
                .setParameter("ids", ids)
                .getResultList());
  }

  private <R> R read(Function<EntityManager, R> reading) {
    try (EntityManager own = factory.createEntityManager()) {
      return reading.apply(own);
    }
  }

  /** Newest first, stable under inserts. */
  public List<Task> list(TaskFilter filter, int limit) {
    return list(filter, false, limit);
  }

  List<Task> list(TaskFilter filter, boolean undismissed, int limit) {
    return read(
        entities ->
            TextSearch.within(
                TextSearch.OF_A_REQUEST,
                filter,
                query(entities, "select t", filter, undismissed, " order by t.id desc", Task.class)
                    .setMaxResults(limit),
                TypedQuery::getResultList));
  }

  /** Their ids, newest first. */
  public List<UUID> ids(TaskFilter filter, int limit) {
    return ids(filter, false, limit);
  }

  List<UUID> ids(TaskFilter filter, boolean undismissed, int limit) {
    return read(
        entities ->
            TextSearch.within(
                TextSearch.OF_A_TASK,
                filter,
                query(
                        entities,
                        "select t.id",
                        filter,
                        undismissed,
                        " order by t.id desc",
                        UUID.class)
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
                query(entities, "select count(t)", filter, undismissed, "", Long.class),
                TypedQuery::getSingleResult));
  }

  private static <T> TypedQuery<T> query(
      EntityManager entities,
      String select,
      TaskFilter filter,
      boolean undismissed,
      String order,
      Class<T> type) {
    StringBuilder where = new StringBuilder(select).append(" from Task t where t.tenant = :tenant");
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("tenant", filter.tenant());
    and(where, parameters, "t.userId = :user", "user", filter.userId());
    and(where, parameters, "t.status in :statuses", "statuses", filter.statuses());
    and(where, parameters, "t.type = :type", "type", filter.type());
    and(where, parameters, "t.queue = :queue", "queue", filter.queue());
    and(where, parameters, "t.chatId = :chat", "chat", filter.chatId());
    and(where, parameters, "t.workspaceId = :workspace", "workspace", filter.workspaceId());
    and(where, parameters, "t.tags like :tag escape '!'", "tag", tagPattern(filter.tag()));
    and(where, parameters, "t.correlationId = :correlation", "correlation", filter.correlationId());
    and(where, parameters, "t.scheduleId = :schedule", "schedule", filter.scheduleId());
    and(where, parameters, "t.createdAt >= :createdFrom", "createdFrom", filter.createdFrom());
    and(where, parameters, "t.createdAt < :createdTo", "createdTo", filter.createdTo());
    and(
        where,
        parameters,
        "(lower(t.input) like :text escape '!' or lower(t.output) like :text escape '!'"
            + " or lower(t.error) like :text escape '!')",
        "text",
        textPattern(filter.text()));
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
