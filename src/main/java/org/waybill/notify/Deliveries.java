package org.waybill.notify;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.waybill.owner.Owner;
import org.waybill.sql.Sql;

/** Deliveries as people look at them. */
@ApplicationScoped
public class Deliveries {

  private static final String SHOWN =
      """
      select d.*, w.id as webhook_id, coalesce(w.url, h.url) as url,
        case when d.delivered_at is not null then 'delivered'
          when d.given_up_at is not null then 'failed' else 'pending' end as state
      from %s d left join webhook w on w.id = d.hook_id left join task_hook h on h.id = d.hook_id
      """;

  private static final String LIST =
      SHOWN.formatted("delivery")
          + """
      where d.tenant = ? and d.user_id = coalesce(?, d.user_id)
        and d.hook_id = coalesce(?::uuid, d.hook_id) and (?::uuid is null or d.task_id = ?)
        and (?::text is null or ? = case when d.delivered_at is not null then 'delivered'
          when d.given_up_at is not null then 'failed' else 'pending' end)
        and d.id < coalesce(?::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff')
      order by d.id desc limit ?
      """;

  private static final String FIND =
      SHOWN.formatted("delivery")
          + "where d.id = ? and d.tenant = ? and d.user_id = coalesce(?, d.user_id)";

  /** Only while there is something to say, and somebody to say it to. */
  private static final String RESEND =
      """
      with again as (
        update delivery d set delivered_at = null, given_up_at = null, next_try_at = now(),
          tries = 0, error = null, http_status = null
        where d.id = ? and d.tenant = ? and d.user_id = coalesce(?, d.user_id)
          and (d.body is not null or exists (select from task t where t.id = d.task_id))
          and (exists (select from webhook w where w.id = d.hook_id)
            or exists (select from task_hook h where h.id = d.hook_id))
        returning d.*
      )
      """
          + SHOWN.formatted("again");

  private static final String PENDING =
      """
      select count(*) as n from (select from delivery
        where delivered_at is null and given_up_at is null limit ?) d
      """;

  /**
   * Which ones.
   *
   * @param webhookId null for all; likewise {@code taskId} and {@code state}
   */
  public record Filter(UUID webhookId, UUID taskId, Delivery.State state) {}

  @Resource(name = "jdbc/waybill")
  private DataSource durable;

  @Inject private DeliveryDispatcher deliveryDispatcher;

  /** Newest first. */
  public List<Delivery> list(Owner ownerScope, Filter filter, UUID before, int limit) {
    String state = filter.state() == null ? null : filter.state().label();
    return Sql.query(
        durable,
        Delivery::of,
        LIST,
        ownerScope.tenant(),
        ownerScope.userId(),
        filter.webhookId(),
        filter.taskId(),
        filter.taskId(),
        state,
        state,
        before,
        limit);
  }

  public Optional<Delivery> find(UUID id, Owner ownerScope) {
    return Sql.query(durable, Delivery::of, FIND, id, ownerScope.tenant(), ownerScope.userId())
        .stream()
        .findFirst();
  }

  /** Sends it once more, whatever became of it; empty if its task or its hook is deleted. */
  public Optional<Delivery> resend(UUID id, Owner ownerScope) {
    List<Delivery> again =
        Sql.query(durable, Delivery::of, RESEND, id, ownerScope.tenant(), ownerScope.userId());
    deliveryDispatcher.listen();
    return again.stream().findFirst();
  }

  /** How many wait to be sent or sent again, counted up to a bound. */
  public int pending(int most) {
    return Sql.query(durable, row -> row.getInt("n"), PENDING, most).get(0);
  }
}
