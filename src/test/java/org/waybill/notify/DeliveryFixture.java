package org.waybill.notify;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.waybill.dispatch.World;
import org.waybill.document.TestDatabase;
import org.waybill.owner.Owner;
import org.waybill.sql.Sql;
import org.waybill.task.EventKind;
import org.waybill.task.NewTask;
import org.waybill.task.NewTaskBuilder;
import org.waybill.type.KnownTypes;

/** Webhooks and their deliveries as rows, on a real database. */
abstract class DeliveryFixture {

  static final Owner OWNER = new Owner("t", "u");
  static final Duration LEASE = Duration.ofSeconds(20);

  World world;
  DeliveryQueue deliveryQueue;

  @BeforeEach
  void begin() {
    world = new World(TestDatabase.source(), Map.of());
    empty();
    deliveryQueue = world.bean(DeliveryQueue.class);
  }

  /** The database is shared with other tests, whose events are nobody's business here. */
  @AfterEach
  void empty() {
    Sql.update(
        world.rows(),
        "truncate task, task_event, webhook, webhook_secret, task_hook, delivery, api_token");
  }

  static WebhookSpec spec(EventKind... kinds) {
    return new WebhookSpec(
        "http://localhost/", null, false, Set.of(kinds), Set.of(), null, null, null, true);
  }

  Webhook made(WebhookSpec webhookSpec) {
    return world.bean(Webhooks.class).make(OWNER, webhookSpec, null);
  }

  UUID ended(NewTaskBuilder builder) {
    NewTask task = builder.build();
    world.accept(task);
    world.complete(world.start());
    return task.id();
  }

  NewTaskBuilder task(String tenant, String user) {
    return world.task(KnownTypes.DIAGNOSTIC, tenant, user);
  }

  List<DueDelivery> due() {
    return deliveryQueue.take(100, List.of(), LEASE);
  }

  List<Delivery> all() {
    return world
        .bean(Deliveries.class)
        .list(new Owner("t", null), new Deliveries.Filter(null, null, null), null, 100);
  }

  void letTimePass() {
    Sql.update(world.rows(), "update delivery set next_try_at = now()");
  }
}
