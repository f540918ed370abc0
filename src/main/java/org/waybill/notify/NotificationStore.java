package org.waybill.notify;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.waybill.config.NotifySettings;
import org.waybill.config.Settings;
import org.waybill.owner.Owner;
import org.waybill.sql.ArrayParameter;
import org.waybill.sql.DatabaseTime;
import org.waybill.sql.Sql;

/** Writes notifications, and finds the new ones. */
@ApplicationScoped
class NotificationStore {

  private static final Duration RECENT = Duration.ofSeconds(30);
  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(10);
  private static final int MOST_OF_A_USER = 100;

  /** Connected users have seen the end; if another task waits for this one, that task notifies. */
  private static final String WRITE =
      """
      with given as (
        select g.*, exists (select from presence p where p.tenant = g.tenant
            and p.user_id = g.user_id and p.here and p.seen_at > now() - interval '15 seconds')
          as here
        from unnest(?::uuid[], ?::text[], ?::text[], ?::uuid[], ?::text[], ?::text[], ?::int8[])
          as g(id, tenant, user_id, task_id, kind, reason, duration_ms)
      )
      insert into notification (id, tenant, user_id, task_id, kind, reason, type, chat_id,
        duration_ms, mail_due)
      select g.id, g.tenant, g.user_id, g.task_id, g.kind, g.reason, t.type, t.chat_id,
        g.duration_ms,
        case when ? and s.email is not null and (g.reason = 'long' or g.reason = 'input' and not here)
          then now() end
      from given g join task t on t.id = g.task_id
        left join notification_settings s on s.tenant = g.tenant and s.user_id = g.user_id
      where t.parent_id is null and (g.reason <> 'away' or not here)
      returning *
      """;

  private static final String NEW =
      """
      select n.* from unnest(?::text[], ?::text[]) g(tenant, user_id) cross join lateral (
        select * from notification n where n.tenant = g.tenant and n.user_id = g.user_id
          and n.id > ? and n.created_at > now() - ? * interval '1 millisecond'
          and n.read_at is null order by n.id desc limit ?) n
      order by n.id
      """;

  private static final String CLEAR =
      """
      delete from notification where id in (
        select id from notification where id < ?
          and created_at < now() - ? * interval '1 millisecond' order by id limit 1000)
      """;

  @Resource(name = "jdbc/waybillRelaxed")
  private DataSource relaxed;

  @Inject private Settings settings;
  @Inject private DatabaseTime time;

  /** Answers which of them have become notifications. */
  List<Notification> write(List<NotificationCandidate> notices) {
    return Sql.query(
        relaxed,
        Notification::of,
        WRITE,
        ArrayParameter.uuids(notices, NotificationCandidate::id),
        ArrayParameter.texts(notices, n -> n.owner().tenant()),
        ArrayParameter.texts(notices, n -> n.owner().userId()),
        ArrayParameter.uuids(notices, NotificationCandidate::taskId),
        ArrayParameter.texts(notices, n -> n.kind().label()),
        ArrayParameter.texts(notices, n -> n.reason().label()),
        ArrayParameter.longs(notices, n -> n.duration().toMillis()),
        settings.get(NotifySettings.SMTP_HOST).isPresent());
  }

  /** Unread ones of these users, of the last seconds. */
  List<Notification> recent(Collection<Owner> users) {
    return Sql.query(
        relaxed,
        Notification::of,
        NEW,
        ArrayParameter.texts(users, Owner::tenant),
        ArrayParameter.texts(users, Owner::userId),
        idOf(time.now().minus(RECENT).minus(CLOCKS_DIFFER)),
        RECENT.toMillis(),
        MOST_OF_A_USER);
  }

  void clear() {
    Duration kept = settings.get(NotifySettings.NOTIFICATION_RETENTION);
    Sql.update(relaxed, CLEAR, idOf(time.now().minus(kept).plus(CLOCKS_DIFFER)), kept.toMillis());
  }

  /** The first one that was made then, by a clock that was right. */
  private static UUID idOf(Instant at) {
    return new UUID(at.toEpochMilli() << 16, 0);
  }
}
