package org.waybill.api.a2a;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.waybill.sql.Sql;
import org.waybill.task.TaskRow;
import org.waybill.task.TaskStatus;
import org.waybill.task.TaskSummary;
import org.waybill.task.Tasks;

/** Reads a user's tasks that belong to a chat, most recently changed first. */
@ApplicationScoped
public class ChatTaskQuery {

  private static final String CHANGED = "coalesce(finished_at, started_at, created_at)";

  /**
   * Selects tasks of a user; null members do not filter.
   *
   * @param since changed then or later
   * @param after the last task of the previous page
   */
  public record Filter(
      String tenant, String userId, String chatId, TaskStatus status, Instant since, Place after) {}

  /** Position of a task in the order. */
  public record Place(Instant changedAt, UUID id) {

    public static Place of(TaskRow task) {
      return new Place(ChatTaskQuery.changedAt(task), task.id());
    }
  }

  @Inject private Tasks tasks;

  @Resource(name = "jdbc/waybill")
  private DataSource durable;

  /** When the task entered its state; for one that waits for input, when its attempt started. */
  public static Instant changedAt(TaskRow task) {
    if (task.finishedAt() != null) {
      return task.finishedAt();
    }
    return task.startedAt() == null ? task.createdAt() : task.startedAt();
  }

  /** One page. */
  public List<TaskSummary> list(Filter filter, int limit) {
    Query query = new Query("select id", filter);
    if (filter.after() != null) {
      query.and("(" + CHANGED + ", id) < (?, ?)", filter.after().changedAt(), filter.after().id());
    }
    List<UUID> ids =
        Sql.query(
            durable,
            row -> row.getObject("id", UUID.class),
            query.text + " order by " + CHANGED + " desc, id desc limit " + limit,
            query.parameters.toArray());
    return read(ids);
  }

  /** The total number on all pages. */
  public long count(Filter filter) {
    Query query = new Query("select count(*) as n", filter);
    return Sql.query(
            durable, row -> row.getLong("n"), query.text.toString(), query.parameters.toArray())
        .get(0);
  }

  private List<TaskSummary> read(List<UUID> ids) {
    Map<UUID, TaskSummary> found =
        tasks.summaries(ids).stream()
            .collect(Collectors.toMap(TaskSummary::id, Function.identity()));
    return ids.stream().filter(found::containsKey).map(found::get).toList();
  }

  private static final class Query {
    private final StringBuilder text;
    private final List<Object> parameters = new ArrayList<>();

    Query(String select, Filter filter) {
      text = new StringBuilder(select).append(" from task where chat_id is not null");
      and("tenant = ?", filter.tenant());
      and("user_id = ?", filter.userId());
      if (filter.chatId() != null) {
        and("chat_id = ?", filter.chatId());
      }
      if (filter.status() != null) {
        and("status = ?", filter.status().label());
      }
      if (filter.since() != null) {
        and(CHANGED + " >= ?", filter.since());
      }
    }

    void and(String condition, Object... values) {
      text.append(" and ").append(condition);
      parameters.addAll(List.of(values));
    }
  }
}
