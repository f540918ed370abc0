package org.waybill.handlers.chat;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.waybill.agent.ChatMessage;
import org.waybill.sql.Sql;

/** The messages of a chat before the one that a task answers. */
@ApplicationScoped
public class ChatHistory {

  @Resource(name = "jdbc/waybill")
  private DataSource source;

  /** For the container, which sets the data source. */
  public ChatHistory() {}

  ChatHistory(DataSource source) {
    this.source = source;
  }

  /**
   * The last {@code limit} finished messages before those of this task, oldest first. Only the
   * user's own: whoever hands over a task may name any chat.
   */
  public List<ChatMessage> before(
      String tenant, String userId, String chatId, UUID taskId, int limit) {
    List<ChatMessage> turns =
        new ArrayList<>(
            Sql.query(
                source,
                row -> new ChatMessage(row.getString("role"), row.getString("content")),
                """
                select role, content from message m
                where tenant = ? and user_id = ? and chat_id = ? and status = 'completed'
                  and role in ('user', 'assistant')
                  and not exists (select 1 from message own
                    where own.task_id = ? and own.id <= m.id)
                order by id desc limit ?
                """,
                tenant,
                userId,
                chatId,
                taskId,
                limit));
    Collections.reverse(turns);
    return turns;
  }
}
