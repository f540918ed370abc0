package org.waybill.dispatch;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.waybill.limit.Bounds;
import org.waybill.sql.Sql;

/** The limits and pauses set by operators; every node reads them again each second. */
@ApplicationScoped
public class LimitRegistry {

  /** A paused queue; queue and tenant may be {@link LimitRule#EACH}. */
  public record Paused(String queue, String tenant, String byUser, Instant at) {}

  private static final String RULES =
      """
      select scope, tenant, name, concurrency, waiting, rate, rate_period_ms, on_excess, weight,
        bounds
      from limit_rule order by scope, tenant, name
      """;

  private static final String PUT =
      """
      insert into limit_rule (scope, tenant, name, concurrency, waiting, rate, rate_period_ms,
        on_excess, weight, bounds)
      values (?, ?, ?, ?::int, ?::int, ?::int, ?::int8, ?, ?, ?)
      on conflict (scope, tenant, name) do update set concurrency = excluded.concurrency,
        waiting = excluded.waiting, rate = excluded.rate,
        rate_period_ms = excluded.rate_period_ms, on_excess = excluded.on_excess,
        weight = excluded.weight, bounds = excluded.bounds
      """;

  private static final String DELETE =
      "delete from limit_rule where scope = ? and tenant = ? and name = ?";

  private static final String PAUSE =
      "insert into pause (queue, tenant, by_user) values (?, ?, ?) on conflict do nothing";

  private static final String RESUME = "delete from pause where queue = ? and tenant = ?";

  @Resource(name = "jdbc/waybill")
  private DataSource durable;

  @Inject private Bounds bounds;

  private volatile LimitRules limitRules = LimitRules.NONE;
  private volatile List<LimitRule> listed = List.of();

  /** As of the last read. */
  LimitRules now() {
    return limitRules;
  }

  /** The limit of a queue as of the last read. */
  public Optional<LimitRule> ofQueue(String queue) {
    return limitRules.ofQueue(queue);
  }

  /** All rules as of the last read. */
  public List<LimitRule> list() {
    return listed;
  }

  /** Reads them again. */
  public void refresh() {
    List<LimitRule> found = Sql.query(durable, LimitRegistry::rule, RULES);
    List<LimitRules.Pause> pauses =
        Sql.query(
            durable,
            row -> new LimitRules.Pause(row.getString("queue"), row.getString("tenant")),
            "select queue, tenant from pause");
    bounds.refresh();
    listed = found;
    limitRules = new LimitRules(found, new HashSet<>(pauses));
  }

  /** Sets a rule, in place of one with the same scope, tenant and name. */
  public void put(LimitRule limitRule) {
    Sql.update(
        durable,
        PUT,
        label(limitRule.scope()),
        limitRule.tenant(),
        limitRule.name(),
        limitRule.concurrency(),
        limitRule.waiting(),
        limitRule.rate(),
        limitRule.period() == null ? null : limitRule.period().toMillis(),
        limitRule.rejects() ? "reject" : "wait",
        limitRule.weight(),
        limitRule.bounds().isEmpty() ? null : Bounds.text(limitRule.bounds()));
    refresh();
  }

  /** Takes a rule away; false if there was none. */
  public boolean remove(LimitRule.Scope scope, String tenant, String name) {
    boolean removed = Sql.update(durable, DELETE, label(scope), tenant, name) > 0;
    refresh();
    return removed;
  }

  /**
   * Pauses a queue.
   *
   * @param queue its name, or {@link LimitRule#EACH}
   * @param tenant the tenant whose tasks are paused, or {@link LimitRule#EACH}
   */
  public void pause(String queue, String tenant, String byUser) {
    Sql.update(durable, PAUSE, queue, tenant, byUser);
    refresh();
  }

  /** All pauses, with the users who set them. */
  public List<Paused> pauses() {
    return Sql.query(
        durable,
        row ->
            new Paused(
                row.getString("queue"),
                row.getString("tenant"),
                row.getString("by_user"),
                Sql.instant(row, "paused_at")),
        "select queue, tenant, by_user, paused_at from pause order by queue, tenant");
  }

  /** Takes such a pause back; false if there was none. */
  public boolean resume(String queue, String tenant) {
    boolean resumed = Sql.update(durable, RESUME, queue, tenant) > 0;
    refresh();
    return resumed;
  }

  public boolean isPaused(String queue, String tenant) {
    return limitRules.isPaused(queue, tenant);
  }

  /** Whether anything is paused at all. */
  boolean pauseSome() {
    return limitRules.pauseSome();
  }

  /** Tenants whose tasks in this queue are paused. */
  Set<String> pausedTenants(String queue) {
    return limitRules.pausedTenants(queue);
  }

  private static String label(LimitRule.Scope scope) {
    return scope.name().toLowerCase(Locale.ROOT);
  }

  private static LimitRule rule(ResultSet row) throws SQLException {
    long period = row.getLong("rate_period_ms");
    return new LimitRule(
        LimitRule.Scope.valueOf(row.getString("scope").toUpperCase(Locale.ROOT)),
        row.getString("tenant"),
        row.getString("name"),
        row.getObject("concurrency", Integer.class),
        row.getObject("waiting", Integer.class),
        row.getObject("rate", Integer.class),
        period == 0 ? null : Duration.ofMillis(period),
        row.getString("on_excess").equals("reject"),
        row.getDouble("weight"),
        Bounds.read(row.getString("bounds")));
  }
}
