package org.waybill.agent.definition;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.waybill.owner.Owner;
import org.waybill.sql.ArrayParameter;
import org.waybill.sql.Sql;

/** Which agents answered in which chats. */
@ApplicationScoped
public class AnsweredChats {

  @Resource(name = "jdbc/waybill")
  private DataSource source;

  /** For the container, which sets the data source. */
  public AnsweredChats() {}

  AnsweredChats(DataSource source) {
    this.source = source;
  }

  /** The version by which this agent last answered in this chat. */
  Optional<Integer> lastVersion(Owner owner, String chat, String agent) {
    return Sql.query(
            source,
            row -> row.getInt("agent_version"),
            """
            select agent_version from message
            where tenant = ? and user_id = ? and chat_id = ? and agent = ?
            order by id desc limit 1
            """,
            owner.tenant(),
            owner.userId(),
            chat,
            agent)
        .stream()
        .findFirst();
  }

  /** The tasks that agents have answered in these chats of a tenant, the newest first. */
  public List<UUID> tasks(String tenant, List<String> chats, int limit) {
    return Sql.query(
        source,
        row -> row.getObject("task_id", UUID.class),
        """
        select task_id from message
        where tenant = ? and chat_id = any(?::text[]) and role = 'assistant'
          and status = 'completed' and agent is not null and task_id is not null
        group by task_id order by max(id::text) desc limit ?
        """,
        tenant,
        ArrayParameter.texts(chats, each -> each),
        limit);
  }

  /** Notes with the answer of a task who gave it. */
  public void note(UUID task, AgentDefinition agent, String model) {
    Sql.update(
        source,
        """
        update message set agent = ?, agent_version = ?, model = ?
        where task_id = ? and role = 'assistant'
        """,
        agent.name(),
        agent.version(),
        model,
        task);
  }
}
