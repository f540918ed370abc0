package org.waybill.handlers.evaluation;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.waybill.json.Json;
import org.waybill.owner.Owner;
import org.waybill.sql.Sql;

/**
 * A task that an agent has answered.
 *
 * @param chatId or null
 * @param message what was said, or null
 * @param answer what was answered, or null
 * @param agent who answered, or null
 * @param agentVersion null without an agent
 */
record PastTask(
    UUID id,
    Owner owner,
    String chatId,
    String message,
    String answer,
    String agent,
    Integer agentVersion) {

  private static final String FIND =
      """
      select t.tenant, t.user_id, t.chat_id, coalesce(p.input, t.input) as input,
        coalesce(p.output, t.output) as output
      from task t left join task_payload p on p.task_id = t.id
      where t.id = ? and t.tenant = ?
      """;

  /** Reads them. */
  @ApplicationScoped
  static class Store {

    @Resource(name = "jdbc/waybill")
    private DataSource source;

    /** Empty if the tenant has no such task any more. */
    Optional<PastTask> find(UUID id, String tenant) {
      return Sql.query(source, row -> read(id, row), FIND, id, tenant).stream().findFirst();
    }

    private static PastTask read(UUID id, ResultSet row) throws SQLException {
      JsonObject output = object(row.getString("output"));
      boolean hasVersion = output.containsKey("agentVersion") && !output.isNull("agentVersion");
      return new PastTask(
          id,
          new Owner(row.getString("tenant"), row.getString("user_id")),
          row.getString("chat_id"),
          text(object(row.getString("input")), "message"),
          text(output, "answer"),
          text(output, "agent"),
          hasVersion ? output.getInt("agentVersion") : null);
    }

    private static JsonObject object(String json) {
      try {
        return json == null ? JsonObject.EMPTY_JSON_OBJECT : Json.read(json).asJsonObject();
      } catch (JsonException | ClassCastException e) {
        return JsonObject.EMPTY_JSON_OBJECT;
      }
    }

    private static String text(JsonObject json, String member) {
      return json.get(member) instanceof JsonString text ? text.getString() : null;
    }
  }
}
