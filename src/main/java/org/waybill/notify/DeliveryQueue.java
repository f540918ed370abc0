package org.waybill.notify;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.waybill.owner.Owner;
import org.waybill.sql.ArrayParameter;
import org.waybill.sql.Sql;

/** Deliveries as those who send them see them. */
@ApplicationScoped
class DeliveryQueue {

  /**
   * Owners are served round-robin, with less room for those with deliveries in progress. A delivery
   * is reserved for some seconds: if the node dies, another one takes over.
   */
  private static final String TAKE =
      """
      with recursive owner as (
        (select tenant, user_id from delivery
          where delivered_at is null and given_up_at is null
          order by tenant, user_id limit 1)
        union all
        select n.tenant, n.user_id from owner o cross join lateral (
          select tenant, user_id from delivery
          where delivered_at is null and given_up_at is null
            and (tenant, user_id) > (o.tenant, o.user_id)
          order by tenant, user_id limit 1) n
      ), first as (
        select d.id, d.next_try_at, o.tenant,
          row_number() over (partition by o.tenant, o.user_id order by d.next_try_at) as turn
        from owner o
          left join unnest(?::text[], ?::text[], ?::int[]) u(tenant, user_id, n)
            on u.tenant = o.tenant and u.user_id = o.user_id
          cross join lateral (
            select id, next_try_at from delivery
            where delivered_at is null and given_up_at is null and next_try_at <= now()
              and tenant = o.tenant and user_id = o.user_id and hook_id <> all (?::uuid[])
            order by next_try_at limit greatest(0, ? - coalesce(u.n, 0))) d
      ), next as (
        select f.id, f.turn, f.next_try_at, coalesce(u.n, 0)
          + row_number() over (partition by f.tenant order by f.turn, f.next_try_at) as of_tenant
        from first f
          left join (select tenant, sum(n)::int as n
            from unnest(?::text[], ?::int[]) g(tenant, n) group by tenant) u
            on u.tenant = f.tenant
      ), due as (
        select id from delivery
        where id in (select id from next where of_tenant <= ? order by turn, next_try_at limit ?)
          and delivered_at is null and given_up_at is null and next_try_at <= now()
        for update skip locked
      ), taken as (
        update delivery d set next_try_at = now() + ? * interval '1 millisecond'
        from due where d.id = due.id
        returning d.*
      )
      select d.*, t.traceparent, coalesce(w.url, h.url) as url, coalesce(h.format, 'task') as format,
        coalesce(h.headers, '{}') as headers, h.note, coalesce(w.all_users, false) as all_users,
        case when w.id is null then s.secret else w.secret end as secret,
        case when w.id is null then s.old_secret else w.old_secret end as old_secret,
        case when w.id is null then s.old_secret_until else w.old_secret_until end
          as old_secret_until
      from taken d
        left join task t on t.id = d.task_id
        left join webhook w on w.id = d.hook_id
        left join task_hook h on h.id = d.hook_id
        left join webhook_secret s on s.tenant = d.tenant and s.user_id = d.user_id
      """;

  /** The body of a camera's event was written with it; a task's is written anew. */
  private static final String DELIVERED =
      """
      update delivery set tries = tries + 1, tried_at = now(), delivered_at = now(),
        http_status = ?, error = null, body = case when task_id is null then body end
      where id = ?
      """;

  private static final String PUT_OFF =
      """
      update delivery set tries = tries + 1, tried_at = now(), http_status = ?, error = ?,
        body = case when task_id is null then body else ? end,
        next_try_at = now() + coalesce(?, 0) * interval '1 millisecond',
        given_up_at = case when ?::int8 is null then now() end
      where id = ? and delivered_at is null
      """;

  private static final String CLEAR =
      """
      delete from delivery where id in (
        select id from delivery
        where coalesce(delivered_at, given_up_at) < now() - ? * interval '1 millisecond' limit 1000)
      """;

  private static final String CLEAR_HOOKS =
      """
      delete from task_hook h where h.created_at < now() - interval '1 hour'
        and not exists (select from task t where t.id = h.task_id)
        and not exists (select from delivery d where d.hook_id = h.id)
      """;

  @Resource(name = "jdbc/waybill")
  private DataSource durable;

  /** What came of one try. */
  record Try(Integer httpStatus, String error, String body) {}

  /**
   * How many may be taken.
   *
   * @param ofUser how many of one user may be under way
   * @param ofTenant the same of one tenant
   * @param but not of these hooks
   * @param underWay how many of an owner are
   */
  record Room(
      int most, int ofUser, int ofTenant, Collection<UUID> but, Map<Owner, Integer> underWay) {}

  /** Whether anybody listens to anything. */
  boolean isWanted() {
    return Sql.query(
            durable,
            row -> row.getBoolean(1),
            "select exists (select from webhook where enabled) or exists (select from task_hook)")
        .get(0);
  }

  /**
   * Takes what is due, so that no other node sends it for now.
   *
   * @param but not of these hooks
   */
  List<DueDelivery> take(int most, Collection<UUID> but, Duration lease) {
    return take(new Room(most, most, most, but, Map.of()), lease);
  }

  /** Takes what is due and finds room. */
  List<DueDelivery> take(Room room, Duration lease) {
    List<Map.Entry<Owner, Integer>> busy = List.copyOf(room.underWay().entrySet());
    return Sql.query(
        durable,
        DueDelivery::of,
        TAKE,
        ArrayParameter.texts(busy, owner -> owner.getKey().tenant()),
        ArrayParameter.texts(busy, owner -> owner.getKey().userId()),
        ArrayParameter.ints(busy, Map.Entry::getValue),
        ArrayParameter.uuids(room.but(), id -> id),
        room.ofUser(),
        ArrayParameter.texts(busy, owner -> owner.getKey().tenant()),
        ArrayParameter.ints(busy, Map.Entry::getValue),
        room.ofTenant(),
        room.most(),
        lease.toMillis());
  }

  void delivered(DueDelivery dueDelivery, int httpStatus) {
    Sql.update(durable, DELIVERED, httpStatus, dueDelivery.what().deliveryId());
  }

  /**
   * It failed.
   *
   * @param gap until the next try, or null for none
   */
  void putOff(DueDelivery dueDelivery, Try failed, Duration gap) {
    Long millis = gap == null ? null : gap.toMillis();
    Sql.update(
        durable,
        PUT_OFF,
        failed.httpStatus(),
        failed.error(),
        failed.body(),
        millis,
        millis,
        dueDelivery.what().deliveryId());
  }

  /** It was not tried after all. */
  void giveBack(DueDelivery dueDelivery, Duration gap) {
    Sql.update(
        durable,
        "update delivery set next_try_at = now() + ? * interval '1 millisecond' where id = ?",
        gap.toMillis(),
        dueDelivery.what().deliveryId());
  }

  /** Deletes what was kept long enough, and what belongs to nobody any more. */
  void clear(Duration kept) {
    Sql.update(durable, CLEAR, kept.toMillis());
    Sql.update(durable, CLEAR_HOOKS);
  }
}
