package org.waybill.model;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.waybill.config.ModelSettings;
import org.waybill.config.Settings;
import org.waybill.owner.Owner;
import org.waybill.service.Supervisor;
import org.waybill.sql.Sql;

/** What calls of models took, by day, user, agent and model. Days are those of UTC. */
@ApplicationScoped
public class ModelUsage {

  private static final Duration CLEANUP = Duration.ofHours(1);

  private static final String ADD =
      """
      insert into model_usage as u (day, tenant, user_id, agent, model, calls, failed, tokens_in,
        tokens_out, tokens_cached, cost)
      values ((now() at time zone 'UTC')::date, ?, ?, ?, ?, 1, ?, ?, ?, ?, ?)
      on conflict (day, tenant, user_id, agent, model) do update set
        calls = u.calls + 1,
        failed = u.failed + excluded.failed,
        tokens_in = u.tokens_in + excluded.tokens_in,
        tokens_out = u.tokens_out + excluded.tokens_out,
        tokens_cached = u.tokens_cached + excluded.tokens_cached,
        cost = u.cost + excluded.cost
      """;

  private static final String SUM =
      """
      select %s, sum(calls)::int8 as calls, sum(failed)::int8 as failed,
        sum(tokens_in)::int8 as tokens_in, sum(tokens_out)::int8 as tokens_out,
        sum(tokens_cached)::int8 as tokens_cached, sum(cost) as cost
      from model_usage
      where (?::text is null or tenant = ?::text) and (?::text is null or user_id = ?::text)
        and day between ? and ?
      group by %s order by %s limit ?
      """;

  @Resource(name = "jdbc/waybill")
  private DataSource source;

  @Inject private Settings settings;
  @Inject private Supervisor supervisor;

  void begin(@Observes @Initialized(ApplicationScoped.class) Object application) {
    supervisor.every(CLEANUP, "model-usage", this::cleanUp);
  }

  void cleanUp() {
    Sql.update(
        source,
        "delete from model_usage where day < (now() at time zone 'UTC')::date - ?",
        (int) settings.get(ModelSettings.USAGE_RETENTION).toDays());
  }

  void add(@Observes ModelCalled called) {
    Usage usage = called.usage();
    Sql.update(
        source,
        ADD,
        called.owner().tenant(),
        called.owner().userId(),
        called.agent() == null ? "" : called.agent(),
        called.model(),
        called.done() ? 0 : 1,
        usage.in(),
        usage.out(),
        usage.cached(),
        usage.cost());
  }

  /**
   * Sums, at most {@code limit}.
   *
   * @param owner whose; without a tenant: of all, without a user: of the whole tenant
   * @param by at least one
   * @param to the last day
   */
  public List<UsageSum> sums(
      Owner owner, List<UsageSum.By> by, LocalDate from, LocalDate to, int limit) {
    String columns = by.stream().map(UsageSum.By::column).collect(Collectors.joining(", "));
    return Sql.query(
        source,
        row -> read(row, by),
        SUM.formatted(columns, columns, columns),
        owner.tenant(),
        owner.tenant(),
        owner.userId(),
        owner.userId(),
        from,
        to,
        limit);
  }

  private static UsageSum read(ResultSet row, List<UsageSum.By> by) throws SQLException {
    List<String> keys = new ArrayList<>();
    for (UsageSum.By each : by) {
      keys.add(row.getString(each.column()));
    }
    return new UsageSum(
        keys,
        row.getLong("calls"),
        row.getLong("failed"),
        new Usage(
            row.getLong("tokens_in"),
            row.getLong("tokens_out"),
            row.getLong("tokens_cached"),
            row.getBigDecimal("cost")));
  }
}
