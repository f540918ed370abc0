package org.waybill.task;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.waybill.sql.ArrayParameter;
import org.waybill.sql.Sql;

/** Deletes the data of tasks whose rows were deleted in the same transaction. */
final class TaskCascadeDelete {

  /** A deleted task, and the chat it was of, or null. */
  record Gone(UUID id, String tenant, String userId, String chatId) {

    /** What {@link #of} reads, of the deleted rows called {@code t}. */
    static final String COLUMNS = "t.id, t.tenant, t.user_id, t.chat_id";

    static Gone of(ResultSet row) throws SQLException {
      return new Gone(
          row.getObject("id", UUID.class),
          row.getString("tenant"),
          row.getString("user_id"),
          row.getString("chat_id"));
    }
  }

  /**
   * By the tasks' ids. Tasks that depended on a deleted task keep their rows in {@code
   * task_dependency}, which record the dependency. Keys stay until they expire: a repeated request
   * does not become new because its task was deleted.
   */
  private static final List<String> OF_TASKS =
      List.of(
          "delete from task_event where task_id = any(?::uuid[])",
          "delete from message where task_id = any(?::uuid[])",
          "delete from task_payload where task_id = any(?::uuid[])",
          "delete from steerable where task_id = any(?::uuid[])",
          "delete from steering where task_id = any(?::uuid[])",
          "delete from task_score where task_id = any(?::uuid[])",
          "update model_call set contents = null"
              + " where task_id = any(?::uuid[]) and contents is not null",
          "delete from approval where task_id = any(?::uuid[])",
          "delete from branch where chat_id is null and task_id = any(?::uuid[])",
          "delete from checkpoint where task_id = any(?::uuid[])",
          "delete from a2a_turn where task_id = any(?::uuid[])",
          "delete from agui_resume where task_id = any(?::uuid[])",
          "delete from task_dependency where task_id = any(?::uuid[])");

  private static final String SILENT_CHATS =
      """
      with gone as (
        delete from chat c using (
          select distinct * from unnest(?::text[], ?::text[], ?::text[]) g(tenant, user_id, id)) g
        where c.tenant = g.tenant and c.user_id = g.user_id and c.id = g.id
          and not exists (select from message m
            where m.tenant = c.tenant and m.user_id = c.user_id and m.chat_id = c.id)
        returning c.tenant, c.user_id, c.id
      )
      delete from branch b using gone
      where b.tenant = gone.tenant and b.user_id = gone.user_id and b.chat_id = gone.id
      """;

  private TaskCascadeDelete() {}

  static void belongingsOf(Connection connection, List<Gone> gone) throws SQLException {
    if (gone.isEmpty()) {
      return;
    }
    ArrayParameter ids = ArrayParameter.uuids(gone, Gone::id);
    for (String statement : OF_TASKS) {
      Sql.update(connection, statement, ids);
    }
    List<Gone> ofChats = gone.stream().filter(each -> each.chatId() != null).toList();
    if (!ofChats.isEmpty()) {
      Sql.update(
          connection,
          SILENT_CHATS,
          ArrayParameter.texts(ofChats, Gone::tenant),
          ArrayParameter.texts(ofChats, Gone::userId),
          ArrayParameter.texts(ofChats, Gone::chatId));
    }
  }
}
