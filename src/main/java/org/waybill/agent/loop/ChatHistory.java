package org.waybill.agent.loop;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.waybill.agent.ChatMessage;
import org.waybill.owner.Owner;
import org.waybill.sql.Sql;
import org.waybill.task.Branches;

/** The messages of a chat before the one that a task answers. */
@ApplicationScoped
public class ChatHistory {

  /**
   * Of a task without messages, all of the newest branch. What was said to an agent while it worked
   * belongs to its turn, also if later messages were waiting by then.
   */
  private static final String BEFORE =
      """
      with recursive own as (
        select branch_id, id from message where task_id = ? order by id limit 1
      ), %s
      select newest.id, role, content, s.text as summary from (
        select m.id, m.role, m.content,
          coalesce((select f.id from message f where f.task_id = m.task_id order by f.id limit 1),
            m.id) as turn
        from message m join line on m.branch_id is not distinct from line.branch_id
        where tenant = ? and user_id = ? and chat_id = ? and status = 'completed'
          and role in ('user', 'assistant')
          and (line.upto is null or m.id < line.upto or exists (
            select from steering s join message f on f.task_id = s.task_id
            where s.id = m.id and f.id < line.upto))
        order by m.id desc limit ?
      ) newest left join chat_summary s on s.message_id = newest.id
      order by turn desc, role = 'user', newest.id desc
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

  public ChatHistory(DataSource source) {
    this.source = source;
  }

  /**
   * A message of a chat.
   *
   * @param summary of all up to this message, that included; null if there is none
   */
  record Summarized(UUID id, ChatMessage message, String summary) {}

  /**
   * The last {@code limit} finished messages before those of this task, oldest first. Only the
   * user's own: whoever hands over a task may name any chat.
   */
  public List<ChatMessage> before(Owner owner, String chatId, UUID taskId, int limit) {
    return summarized(owner, chatId, taskId, limit).stream().map(Summarized::message).toList();
  }

  /** The same, with the summaries that there are. */
  List<Summarized> summarized(Owner owner, String chatId, UUID taskId, int limit) {
    List<Summarized> turns =
        new ArrayList<>(
            Sql.query(
                source,
                row ->
                    new Summarized(
                        row.getObject("id", UUID.class),
                        new ChatMessage(row.getString("role"), row.getString("content")),
                        row.getString("summary")),
                BEFORE,
                taskId,
                owner.tenant(),
                owner.userId(),
                chatId,
                owner.tenant(),
                owner.userId(),
                chatId,
                limit));
    Collections.reverse(turns);
    return turns;
  }
}
