package org.waybill.api.a2a;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.waybill.json.JsonObjectWriter;
import org.waybill.sql.ArrayParameter;
import org.waybill.sql.Sql;

/** Stores messages that are sent to tasks after their start. */
@ApplicationScoped
class FollowUpMessages {

  private static final String INSERT =
      """
      insert into a2a_turn (task_id, message_id, content) values (?, ?, ?)
      on conflict (task_id, message_id) do nothing
      """;

  private static final String OF_TASKS =
      "select task_id, content from a2a_turn where task_id = any(?::uuid[]) order by created_at";

  private record Row(UUID task, UserMessage turn) {}

  @Resource(name = "jdbc/waybill")
  private DataSource durable;

  void keep(UUID task, IncomingMessage incomingMessage) {
    String content =
        new JsonObjectWriter(new StringBuilder())
            .text("text", incomingMessage.text())
            .json("kept", incomingMessage.kept().toString())
            .end()
            .toString();
    Sql.update(durable, INSERT, task, incomingMessage.messageId(), content);
  }

  /** Whether this message has been stored before. */
  boolean has(UUID task, String messageId) {
    return !Sql.query(
            durable,
            row -> true,
            "select 1 from a2a_turn where task_id = ? and message_id = ?",
            task,
            messageId)
        .isEmpty();
  }

  /** By task, in the order in which they were received. */
  Map<UUID, List<UserMessage>> of(Collection<UUID> tasks) {
    if (tasks.isEmpty()) {
      return Map.of();
    }
    return Sql.query(
            durable,
            row -> {
              UUID task = row.getObject("task_id", UUID.class);
              return new Row(task, UserMessage.later(task, row.getString("content")));
            },
            OF_TASKS,
            ArrayParameter.uuids(tasks, id -> id))
        .stream()
        .collect(
            Collectors.groupingBy(Row::task, Collectors.mapping(Row::turn, Collectors.toList())));
  }
}
