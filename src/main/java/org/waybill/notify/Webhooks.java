package org.waybill.notify;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.waybill.limit.Allowance;
import org.waybill.limit.Resource;
import org.waybill.owner.Owner;
import org.waybill.sql.ArrayParameter;
import org.waybill.sql.Sql;
import org.waybill.task.EventKind;
import org.waybill.task.UuidV7;

/** Keeps webhooks. */
@ApplicationScoped
public class Webhooks {

  private static final String MINE = " and tenant = ? and user_id = coalesce(?, user_id)";

  private static final String INSERT =
      """
      insert into webhook (id, tenant, user_id, secret,
        url, description, all_users, kinds, camera_events, types, queues, tags, enabled)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      returning *
      """;

  private static final String REPLACE =
      """
      update webhook set url = ?, description = ?, all_users = ?, kinds = ?, camera_events = ?,
        types = ?, queues = ?, tags = ?, enabled = ?, disabled_because = null
      where id = ?
      """
          + MINE
          + " returning *";

  private static final String ROTATE =
      """
      update webhook set secret = ?, old_secret = secret,
        old_secret_until = now() + ? * interval '1 millisecond'
      where id = ?
      """
          + MINE
          + " returning *";

  private static final String LIST =
      """
      select * from webhook where tenant = ? and user_id = coalesce(?, user_id)
        and id < coalesce(?::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff')
      order by id desc limit ?
      """;

  /** Nobody wants what is not yet there. */
  private static final String DROP_OPEN =
      """
      update delivery set given_up_at = now(), error = ?
      where hook_id = ? and delivered_at is null and given_up_at is null
      """;

  @jakarta.annotation.Resource(name = "jdbc/waybill")
  private DataSource durable;

  @Inject private DeliveryDispatcher deliveryDispatcher;
  @Inject private Allowance allowance;

  /**
   * Tells of events from now on.
   *
   * @param secret null for a new one
   */
  public Webhook make(Owner owner, WebhookSpec webhookSpec, String secret) {
    Webhook made =
        Sql.inTransaction(
            durable,
            connection -> {
              allowance.ask(connection, Resource.WEBHOOKS, owner.tenant(), owner.userId(), 1);
              return Sql.query(
                      connection,
                      Webhook::of,
                      INSERT,
                      UuidV7.next(),
                      owner.tenant(),
                      owner.userId(),
                      secret == null ? Secret.fresh() : secret,
                      webhookSpec.url(),
                      webhookSpec.description(),
                      webhookSpec.allUsers(),
                      ArrayParameter.texts(webhookSpec.kinds(), EventKind::label),
                      ArrayParameter.texts(webhookSpec.cameraEvents(), each -> each),
                      array(webhookSpec.types()),
                      array(webhookSpec.queues()),
                      array(webhookSpec.tags()),
                      webhookSpec.enabled())
                  .get(0);
            });
    deliveryDispatcher.listen();
    return made;
  }

  /** Changes all that the owner decides; what waits to be sent goes to the new address. */
  public Optional<Webhook> replace(UUID id, Owner ownerScope, WebhookSpec webhookSpec) {
    Optional<Webhook> changed =
        Sql.query(
                durable,
                Webhook::of,
                REPLACE,
                webhookSpec.url(),
                webhookSpec.description(),
                webhookSpec.allUsers(),
                ArrayParameter.texts(webhookSpec.kinds(), EventKind::label),
                ArrayParameter.texts(webhookSpec.cameraEvents(), each -> each),
                array(webhookSpec.types()),
                array(webhookSpec.queues()),
                array(webhookSpec.tags()),
                webhookSpec.enabled(),
                id,
                ownerScope.tenant(),
                ownerScope.userId())
            .stream()
            .findFirst();
    if (changed.isPresent() && !webhookSpec.enabled()) {
      Sql.update(durable, DROP_OPEN, "the webhook is disabled", id);
    }
    deliveryDispatcher.listen();
    return changed;
  }

  /**
   * A new secret; the former one signs as well for this long.
   *
   * @param secret null for a random one
   */
  public Optional<Webhook> rotate(UUID id, Owner ownerScope, String secret, Duration overlap) {
    return Sql.query(
            durable,
            Webhook::of,
            ROTATE,
            secret == null ? Secret.fresh() : secret,
            overlap.toMillis(),
            id,
            ownerScope.tenant(),
            ownerScope.userId())
        .stream()
        .findFirst();
  }

  public Optional<Webhook> find(UUID id, Owner ownerScope) {
    return Sql.query(
            durable,
            Webhook::of,
            "select * from webhook where id = ?" + MINE,
            id,
            ownerScope.tenant(),
            ownerScope.userId())
        .stream()
        .findFirst();
  }

  /** Newest first. */
  public List<Webhook> list(Owner ownerScope, UUID before, int limit) {
    return Sql.query(
        durable, Webhook::of, LIST, ownerScope.tenant(), ownerScope.userId(), before, limit);
  }

  /** Deletes it with all its deliveries. */
  public boolean delete(UUID id, Owner ownerScope) {
    return Sql.inTransaction(
        durable,
        connection -> {
          int gone =
              Sql.update(
                  connection,
                  "delete from webhook where id = ?" + MINE,
                  id,
                  ownerScope.tenant(),
                  ownerScope.userId());
          if (gone > 0) {
            Sql.update(connection, "delete from delivery where hook_id = ?", id);
          }
          return gone > 0;
        });
  }

  /** The receiver responded that it is gone for good. */
  void disable(UUID id, String why) {
    Sql.update(
        durable,
        "update webhook set enabled = false, disabled_because = ? where id = ? and enabled",
        why,
        id);
    Sql.update(durable, "delete from task_hook where id = ?", id);
    Sql.update(durable, DROP_OPEN, why, id);
  }

  private static ArrayParameter array(List<String> texts) {
    return texts == null ? null : ArrayParameter.texts(texts, text -> text);
  }
}
