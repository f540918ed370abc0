package org.waybill.notify;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import javax.sql.DataSource;
import org.waybill.owner.Owner;
import org.waybill.sql.Sql;

/** How users want to be notified. */
@ApplicationScoped
public class Preferences {

  private static final String PUT =
      """
      insert into notification_settings (tenant, user_id, email, min_duration_ms)
      values (?, ?, ?, ?)
      on conflict (tenant, user_id) do update
        set email = excluded.email, min_duration_ms = excluded.min_duration_ms
      """;

  /**
   * What one user wants.
   *
   * @param email null for none
   * @param minDuration from which on a task counts as long; null for the usual one
   */
  public record Preference(String email, Duration minDuration) {}

  @Resource(name = "jdbc/waybill")
  private DataSource durable;

  @Inject private Presence presence;

  public Preference of(Owner owner) {
    return Sql.query(
            durable,
            row -> {
              long millis = row.getLong("min_duration_ms");
              Duration duration = row.wasNull() ? null : Duration.ofMillis(millis);
              return new Preference(row.getString("email"), duration);
            },
            "select * from notification_settings where tenant = ? and user_id = ?",
            owner.tenant(),
            owner.userId())
        .stream()
        .findFirst()
        .orElse(new Preference(null, null));
  }

  public void put(Owner owner, Preference preference) {
    Long millis = preference.minDuration() == null ? null : preference.minDuration().toMillis();
    Sql.update(durable, PUT, owner.tenant(), owner.userId(), preference.email(), millis);
    presence.reload();
  }
}
