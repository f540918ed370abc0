package org.waybill.task;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceUnit;
import jakarta.persistence.TypedQuery;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.waybill.json.Json;

/** Reads tasks. */
@ApplicationScoped
public class Tasks {

  @PersistenceContext(unitName = "waybill")
  private EntityManager entities;

  @PersistenceUnit(unitName = "waybill")
  private EntityManagerFactory factory;

  /** May be called by any thread, whatever else its request still does. */
  public Optional<Task> find(UUID id) {
    // The container's own belongs to a request and is closed with it, although a task that the
    // request handed to an executor may still read with it.
    try (EntityManager own = factory.createEntityManager()) {
      return Optional.ofNullable(own.find(Task.class, id));
    }
  }

  /** Those that are there, in any order. */
  public List<Task> find(Collection<UUID> ids) {
    if (ids.isEmpty()) {
      return List.of();
    }
    try (EntityManager own = factory.createEntityManager()) {
      return own.createQuery("select t from Task t where t.id in :ids", Task.class)
          .setParameter("ids", ids)
          .getResultList();
    }
  }

  /** Newest first, stable under inserts. */
  public List<Task> list(TaskFilter filter, int limit) {
    return list(filter, false, limit);
  }

  List<Task> list(TaskFilter filter, boolean undismissed, int limit) {
    TypedQuery<Task> query =
        query("select t", filter, undismissed, " order by t.id desc", Task.class)
            .setMaxResults(limit);
    return TextSearch.within(TextSearch.OF_A_REQUEST, filter, query, TypedQuery::getResultList);
  }

  /** Their ids, newest first. */
  public List<UUID> ids(TaskFilter filter, int limit) {
    return ids(filter, false, limit);
  }

  List<UUID> ids(TaskFilter filter, boolean undismissed, int limit) {
    TypedQuery<UUID> query =
        query("select t.id", filter, undismissed, " order by t.id desc", UUID.class)
            .setMaxResults(limit);
    return TextSearch.within(TextSearch.OF_A_TASK, filter, query, TypedQuery::getResultList);
  }

  /** How many there are; reads all of them. */
  public long count(TaskFilter filter) {
    return count(filter, false);
  }

  long count(TaskFilter filter, boolean undismissed) {
    TypedQuery<Long> query = query("select count(t)", filter, undismissed, "", Long.class);
    return TextSearch.within(TextSearch.OF_A_REQUEST, filter, query, TypedQuery::getSingleResult);
  }

  private <T> TypedQuery<T> query(
      String select, TaskFilter filter, boolean undismissed, String order, Class<T> type) {
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
