package org.waybill.model.log;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.waybill.model.CallOrigin;
import org.waybill.model.Usage;
import org.waybill.owner.Owner;
import org.waybill.sql.Sql;

/** The records of model calls; what was said is deleted with its task. */
@ApplicationScoped
public class ModelCallStore {

  /** Deleted in one transaction. */
  private static final int PAGE = 500;

  /** Its task may have been deleted since it was said. */
  private static final String ADD =
      """
      insert into model_call (id, tenant, user_id, task_id, attempt, chat_id, agent, agent_version,
        model, provider, provider_model, outcome, error, ending, tokens_in, tokens_out,
        tokens_cached, cost, begun_at, first_piece_ms, duration_ms, contents)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
        case when ?::uuid is null or exists (select from task where id = ?::uuid) then ?::text end)
      """;

  private static final String FACTS =
      """
      id, tenant, user_id, task_id, attempt, chat_id, agent, agent_version, model, provider,
      provider_model, outcome, error, ending, tokens_in, tokens_out, tokens_cached, cost, begun_at,
      first_piece_ms, duration_ms
      """;

  private static final String OLD =
      """
      delete from model_call where id in (
        select id from model_call where created_at < now() - ? * interval '1 millisecond'
        order by created_at limit ?)
      """;

  @Resource(name = "jdbc/waybill")
  private DataSource source;

  /**
   * Which calls are listed; each null for all.
   *
   * @param model the configured name
   */
  public record Filter(String tenant, UUID task, String chat, String model, String agent) {}

  void add(List<ModelCallRecord> records) {
    Sql.inTransaction(
        source,
        connection -> {
          for (ModelCallRecord each : records) {
            add(connection, each);
          }
          return null;
        });
  }

  private static void add(Connection connection, ModelCallRecord each) throws SQLException {
    CallOrigin origin = each.origin();
    Sql.update(
        connection,
        ADD,
        each.id(),
        origin.owner().tenant(),
        origin.owner().userId(),
        origin.taskId(),
        origin.taskId() == null ? null : origin.attempt(),
        origin.chatId(),
        origin.agent(),
        origin.agentVersion(),
        each.model(),
        each.provider(),
        each.providerModel(),
        each.outcome(),
        each.error(),
        each.end(),
        each.usage().in(),
        each.usage().out(),
        each.usage().cached(),
        each.usage().cost(),
        each.begunAt(),
        each.firstPieceMillis(),
        each.durationMillis(),
        origin.taskId(),
        origin.taskId(),
        each.contents());
  }

  /**
   * Calls without their contents, the newest first.
   *
   * @param before only older ones than this one; null to begin
   */
  public List<ModelCallRecord> list(Filter filter, UUID before, int limit) {
    List<String> conditions = new ArrayList<>(List.of("true"));
    List<Object> values = new ArrayList<>();
    restrict("tenant = ?", filter.tenant(), conditions, values);
    restrict("task_id = ?", filter.task(), conditions, values);
    restrict("chat_id = ?", filter.chat(), conditions, values);
    restrict("model = ?", filter.model(), conditions, values);
    restrict("agent = ?", filter.agent(), conditions, values);
    restrict("id < ?", before, conditions, values);
    values.add(limit);
    String sql =
        "select %s, null as contents from model_call where %s order by id desc limit ?"
            .formatted(FACTS, String.join(" and ", conditions));
    return Sql.query(source, ModelCallStore::read, sql, values.toArray());
  }

  private static void restrict(
      String condition, Object value, List<String> conditions, List<Object> values) {
    if (value != null) {
      conditions.add(condition);
      values.add(value);
    }
  }

  /**
   * A call with its contents.
   *
   * @param tenant null for any
   */
  public Optional<ModelCallRecord> find(UUID id, String tenant) {
    String sql =
        "select %s, contents from model_call where id = ? and (?::text is null or tenant = ?)"
            .formatted(FACTS);
    return Sql.query(source, ModelCallStore::read, sql, id, tenant, tenant).stream().findFirst();
  }

  /** Deletes in short transactions. */
  void deleteOlderThan(Duration kept) throws InterruptedException {
    int deleted;
    do {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      deleted = Sql.update(source, OLD, kept.toMillis(), PAGE);
    } while (deleted == PAGE);
  }

  private static ModelCallRecord read(ResultSet row) throws SQLException {
    CallOrigin origin =
        new CallOrigin(
            new Owner(row.getString("tenant"), row.getString("user_id")),
            row.getObject("task_id", UUID.class),
            row.getInt("attempt"),
            row.getString("chat_id"),
            row.getString("agent"),
            row.getObject("agent_version", Integer.class));
    return new ModelCallRecord(
        row.getObject("id", UUID.class),
        origin,
        row.getString("model"),
        row.getString("provider"),
        row.getString("provider_model"),
        row.getString("outcome"),
        row.getString("error"),
        row.getString("ending"),
        new Usage(
            row.getLong("tokens_in"),
            row.getLong("tokens_out"),
            row.getLong("tokens_cached"),
            row.getBigDecimal("cost")),
        Sql.instant(row, "begun_at"),
        row.getObject("first_piece_ms", Long.class),
        row.getLong("duration_ms"),
        row.getString("contents"));
  }
}
