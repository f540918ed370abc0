package org.waybill.notify;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.waybill.config.NotifySettings;
import org.waybill.config.Settings;
import org.waybill.owner.Owner;
import org.waybill.sql.ArrayParameter;
import org.waybill.sql.Sql;

/**
 * Which users are people: those who have been connected, or have looked at their notifications.
 * Others are programs, that will not come back to read anything.
 */
@ApplicationScoped
public class Presence {

  private static final String KNOWN =
      """
      select k.tenant, k.user_id, s.min_duration_ms from (
        select distinct tenant, user_id from presence where seen_at > now() - interval '90 days'
        union select tenant, user_id from notification_settings) k
      left join notification_settings s on s.tenant = k.tenant and s.user_id = k.user_id
      """;

  private static final String HERE =
      """
      insert into presence (tenant, user_id, node, here)
      select tenant, user_id, ?, ? from unnest(?::text[], ?::text[]) g(tenant, user_id)
      on conflict (tenant, user_id, node) do update set here = excluded.here, seen_at = now()
      """;

  /** Of a user's many traces the last one is enough. */
  private static final String CLEAR =
      """
      delete from presence p where seen_at < now() - interval '1 day'
        and exists (select from presence q where q.tenant = p.tenant and q.user_id = p.user_id
          and q.seen_at > p.seen_at)
      """;

  private static final String NO_NODE = "-";

  private final String node = UUID.randomUUID().toString();
  private final Map<Owner, Duration> known = new ConcurrentHashMap<>();

  @Resource(name = "jdbc/waybillRelaxed")
  private DataSource relaxed;

  @Inject private Settings settings;

  boolean isKnown(Owner user) {
    return known.containsKey(user);
  }

  /** From which on a task of this user counts as long. */
  Duration longFor(Owner user) {
    Duration usual = settings.get(NotifySettings.NOTIFICATION_DURATION);
    return known.getOrDefault(user, usual);
  }

  /** This user has looked, and may come back. */
  public void looked(Owner user) {
    if (!isKnown(user)) {
      write(Set.of(user), NO_NODE, false);
    }
  }

  /** These are connected to this node. */
  void here(Collection<Owner> users) {
    write(users, node, true);
  }

  /** These are no longer. */
  void gone(Collection<Owner> users) {
    write(users, node, false);
  }

  private void write(Collection<Owner> users, String where, boolean here) {
    if (users.isEmpty()) {
      return;
    }
    Sql.update(
        relaxed,
        HERE,
        where,
        here,
        ArrayParameter.texts(users, Owner::tenant),
        ArrayParameter.texts(users, Owner::userId));
    Duration usual = settings.get(NotifySettings.NOTIFICATION_DURATION);
    users.forEach(user -> known.putIfAbsent(user, usual));
  }

  /** Asks anew who they are and what they want. */
  void reload() {
    Duration usual = settings.get(NotifySettings.NOTIFICATION_DURATION);
    Map<Owner, Duration> now = new HashMap<>();
    Sql.query(
        relaxed,
        row -> {
          long millis = row.getLong("min_duration_ms");
          Duration duration = row.wasNull() ? usual : Duration.ofMillis(millis);
          return now.put(new Owner(row.getString("tenant"), row.getString("user_id")), duration);
        },
        KNOWN);
    known.putAll(now);
    known.keySet().retainAll(now.keySet());
  }

  void clear() {
    Sql.update(relaxed, CLEAR);
  }
}
