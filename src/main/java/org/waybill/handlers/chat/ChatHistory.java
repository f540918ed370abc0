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
import org.waybill.task.Branches;

/** The messages of a chat before the one that a task answers. */
@ApplicationScoped
public class ChatHistory {

  /** Of a task without messages, all of the newest branch. */
  private static final String BEFORE =
      """
      with recursive own as (
        select branch_id, id from message where task_id = ? order by id limit 1
      ), %s
      select role, content from message m join line on m.branch_id is not distinct from line.branch_id
      where tenant = ? and user_id = ? and chat_id = ? and status = 'completed'
        and role in ('user', 'assistant') and (line.upto is null or m.id < line.upto)
      order by m.id desc limit ?
      """
          .formatted(
              Branches.line(
                  """
                  select branch_id, id as upto from own
                  union all
                  select %s, null from (values (?, ?, ?)) as c(tenant, user_id, chat_id)
                  where not exists (select from own)
                  """
                      .formatted(Branches.currentOf("c"))));

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
                BEFORE,
                taskId,
                tenant,
                userId,
                chatId,
                tenant,
                userId,
                chatId,
                limit));
    Collections.reverse(turns);
    return turns;
  }
}
