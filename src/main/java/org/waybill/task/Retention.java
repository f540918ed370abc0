package org.waybill.task;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.waybill.sql.Sql;

/** The tenants' retention rules, which override the settings. */
@ApplicationScoped
public class Retention {

  /** Matches every type. */
  public static final String EVERY_TYPE = "*";

  /** A tenant's rule for a type, or for every type without a rule of its own. */
  public record Rule(String tenant, String type, Duration keep) {}

  private static final String LIST =
      """
      select tenant, type, keep_ms from retention where ?::text is null or tenant = ?
      order by tenant, type
      """;

  private static final String PUT =
      """
      insert into retention (tenant, type, keep_ms) values (?, ?, ?)
      on conflict (tenant, type) do update set keep_ms = excluded.keep_ms
      """;

  @Resource(name = "jdbc/waybill")
  private DataSource durable;

  /**
   * All rules.
   *
   * @param tenant only rules of this tenant, or null for all
   */
  public List<Rule> list(String tenant) {
    return Sql.query(
        durable,
        row ->
            new Rule(
                row.getString("tenant"),
                row.getString("type"),
                Duration.ofMillis(row.getLong("keep_ms"))),
        LIST,
        tenant,
        tenant);
  }

  /** The tenant's rule for a type: its own, or the one for all types. */
  public Optional<Duration> of(String tenant, String type) {
    List<Rule> rules = list(tenant);
    return rules.stream()
        .filter(rule -> rule.type().equals(type))
        .findFirst()
        .or(() -> rules.stream().filter(rule -> rule.type().equals(EVERY_TYPE)).findFirst())
        .map(Rule::keep);
  }

  /** Sets a rule, in place of one for the same tenant and type. */
  public void put(Rule rule) {
    Sql.update(durable, PUT, rule.tenant(), rule.type(), rule.keep().toMillis());
  }

  /** Takes a rule away; false if there was none. */
  public boolean remove(String tenant, String type) {
    return Sql.update(durable, "delete from retention where tenant = ? and type = ?", tenant, type)
        > 0;
  }

  /** The shortest of them, or empty if there is none. */
  public Optional<Duration> shortest() {
    return list(null).stream().map(Rule::keep).min(Duration::compareTo);
  }
}
