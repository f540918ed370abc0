package org.waybill.memory;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import javax.sql.DataSource;
import org.waybill.sql.Sql;

/** What was said in chats up to a message, in short. They are read with the messages. */
@ApplicationScoped
public class ChatSummaries {

  private static final String PUT =
      """
      insert into chat_summary (message_id, tenant, user_id, chat_id, text)
      select id, tenant, user_id, chat_id, ? from message where id = ?
      on conflict (message_id) do nothing
      """;

  @Resource(name = "jdbc/waybill")
  private DataSource source;

  /** For the container, which sets the data source. */
  public ChatSummaries() {}

  public ChatSummaries(DataSource source) {
    this.source = source;
  }

  /** Stores the summary up to a message, that included; an earlier one of it stays. */
  public void put(UUID message, String text) {
    Sql.update(source, PUT, text, message);
  }
}
