package org.waybill.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.waybill.dispatch.World;
import org.waybill.document.TestDatabase;
import org.waybill.limit.LimitReached;
import org.waybill.owner.Owner;
import org.waybill.sql.Sql;
import org.waybill.task.EventKind;
import org.waybill.task.NewTask;
import org.waybill.task.NewTaskBuilder;
import org.waybill.type.KnownTypes;

/** Deliveries as rows, on a real database. */
class DeliveriesTest {

  private static final Owner OWNER = new Owner("t", "u");
  private static final Duration LEASE = Duration.ofSeconds(20);

  private World world;
  private DeliveryQueue deliveryQueue;

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
        "truncate task, task_event, webhook, webhook_secret, task_hook, delivery," + " api_token");
  }

  private static WebhookSpec spec(EventKind... kinds) {
    return new WebhookSpec("http://localhost/", null, false, Set.of(kinds), null, null, null, true);
  }

  private Webhook made(WebhookSpec webhookSpec) {
    return world.bean(Webhooks.class).make(OWNER, webhookSpec, null);
  }

  private UUID ended(NewTaskBuilder builder) {
    NewTask task = builder.build();
    world.accept(task);
    world.complete(world.start());
    return task.id();
  }

  private NewTaskBuilder task(String tenant, String user) {
    return world.task(KnownTypes.DIAGNOSTIC, tenant, user);
  }

  private List<DueDelivery> due() {
    return deliveryQueue.take(100, List.of(), LEASE);
  }

  private List<Delivery> all() {
    return world
        .bean(Deliveries.class)
        .list(new Owner("t", null), new Deliveries.Filter(null, null, null), null, 100);
  }

  private void letTimePass() {
    Sql.update(world.rows(), "update delivery set next_try_at = now()");
  }

  @Test
  void eachEventOfAWantedKindIsDue() {
    Webhook webhook = made(spec(EventKind.STARTED, EventKind.COMPLETED));
    UUID task = ended(task("t", "u"));
    List<DueDelivery> due = due();
    assertThat(due)
        .extracting(d -> d.what().kind())
        .containsExactlyInAnyOrder(EventKind.STARTED, EventKind.COMPLETED);
    assertThat(due)
        .allSatisfy(
            each -> {
              assertThat(each.what().taskId()).isEqualTo(task);
              assertThat(each.url()).isEqualTo("http://localhost/");
              assertThat(each.secret()).isEqualTo(webhook.secret());
            });
  }

  @Test
  void nothingIsDueOfOthersTasks() {
    made(spec(EventKind.COMPLETED));
    ended(task("t", "other"));
    ended(task("other", "u"));
    assertThat(due()).isEmpty();
  }

  @Test
  void aWholeTenantIsToldOfIfThatIsWanted() {
    made(
        new WebhookSpec(
            "http://localhost/", null, true, Set.of(EventKind.COMPLETED), null, null, null, true));
    UUID task = ended(task("t", "other"));
    ended(task("other", "u"));
    assertThat(due()).extracting(d -> d.what().taskId()).containsExactly(task);
  }

  @Test
  void typesQueuesAndTagsAreFilters() {
    made(
        new WebhookSpec(
            "http://localhost/",
            null,
            false,
            Set.of(EventKind.COMPLETED),
            List.of("diagnostic"),
            List.of("diagnostics"),
            List.of("red", "blue"),
            true));
    ended(task("t", "u"));
    ended(task("t", "u").tags("[\"green\"]"));
    ended(world.task(KnownTypes.TOOL_EXECUTION, "t", "u").tags("[\"blue\"]"));
    UUID task = ended(task("t", "u").tags("[\"green\",\"blue\"]"));
    assertThat(due()).extracting(d -> d.what().taskId()).containsExactly(task);
  }

  @Test
  void whoIsSwitchedOffHearsNothing() {
    Webhook webhook = made(spec(EventKind.COMPLETED));
    ended(task("t", "u"));
    WebhookSpec off = webhook.spec();
    world
        .bean(Webhooks.class)
        .replace(
            webhook.id(),
            OWNER,
            new WebhookSpec(off.url(), null, false, off.kinds(), null, null, null, false));
    ended(task("t", "u"));
    assertThat(due()).isEmpty();
    assertThat(all())
        .singleElement()
        .satisfies(d -> assertThat(d.error()).isEqualTo("the webhook is disabled"));
  }

  @Test
  void aCallbackIsDueOnceWhenItsTaskHasEnded() {
    NewTask task = task("t", "u").callbackUrl("http://localhost/back").build();
    world.accept(task);
    ended(task("t", "u"));
    List<DueDelivery> due = due();
    assertThat(due).hasSize(1);
    assertThat(due.get(0).url()).isEqualTo("http://localhost/back");
    assertThat(due.get(0).what().taskId()).isEqualTo(task.id());
    assertThat(due.get(0).format()).isEqualTo(PayloadFormat.SIGNED);
    assertThat(due.get(0).secret()).isNull();
  }

  @Test
  void aDoorMayFollowOneTask() {
    NewTask task = task("t", "u").build();
    TaskCallbacks hooks = world.bean(TaskCallbacks.class);
    TaskCallback hook =
        new TaskCallback(
            task.id(),
            "t",
            "u",
            "a2a",
            "config-1",
            "http://localhost/push",
            Set.of(EventKind.STARTED, EventKind.COMPLETED),
            Map.of("Authorization", "Bearer x"),
            "{\"id\":1}");
    hooks.put(hook);
    hooks.put(hook);
    assertThat(hooks.of(task.id(), "a2a")).containsExactly(hook);
    world.accept(task);
    ended(task("t", "u"));
    assertThat(due())
        .hasSize(2)
        .allSatisfy(
            due -> {
              assertThat(due.headers()).isEqualTo(hook.headers());
              assertThat(due.what().note()).isEqualTo(hook.note());
              assertThat(due.format()).isEqualTo("a2a");
            });
    assertThat(hooks.remove(task.id(), "a2a", "config-1")).isTrue();
    assertThat(hooks.of(task.id(), "a2a")).isEmpty();
  }

  @Test
  void whatOneNodeHasTakenNoOtherTakesUntilItsTimeIsOver() {
    made(spec(EventKind.COMPLETED));
    ended(task("t", "u"));
    List<DueDelivery> taken = due();
    assertThat(taken).hasSize(1);
    assertThat(due()).isEmpty();
    letTimePass();
    assertThat(due()).isEqualTo(taken);
  }

  @Test
  void aReceiverThatIsBusyIsLeftOut() {
    Webhook webhook = made(spec(EventKind.COMPLETED));
    ended(task("t", "u"));
    assertThat(deliveryQueue.take(10, List.of(webhook.id()), LEASE)).isEmpty();
    assertThat(deliveryQueue.take(10, List.of(UUID.randomUUID()), LEASE)).hasSize(1);
  }

  @Test
  void whatFailedSaysTheSameAgainUntilItIsGivenUp() {
    made(spec(EventKind.COMPLETED));
    ended(task("t", "u"));
    DueDelivery first = due().get(0);
    deliveryQueue.putOff(
        first, new DeliveryQueue.Try(500, "answered 500", "{\"said\":1}"), Duration.ofHours(1));
    assertThat(due()).isEmpty();
    letTimePass();
    DueDelivery second = due().get(0);
    assertThat(second.body()).isEqualTo("{\"said\":1}");
    assertThat(second.tries()).isEqualTo(1);
    deliveryQueue.putOff(second, new DeliveryQueue.Try(null, "unreachable", "{\"said\":1}"), null);
    letTimePass();
    assertThat(due()).isEmpty();
    assertThat(all())
        .singleElement()
        .satisfies(
            d -> {
              assertThat(d.state()).isEqualTo(Delivery.State.FAILED);
              assertThat(d.tries()).isEqualTo(2);
              assertThat(d.error()).isEqualTo("unreachable");
            });
  }

  @Test
  void whatWasDeliveredOrGivenUpMayBeSentAgain() {
    made(spec(EventKind.COMPLETED));
    ended(task("t", "u"));
    DueDelivery due = due().get(0);
    deliveryQueue.delivered(due, 204);
    letTimePass();
    assertThat(due()).isEmpty();
    Deliveries deliveries = world.bean(Deliveries.class);
    UUID id = due.what().deliveryId();
    assertThat(deliveries.resend(id, new Owner("t", "other"))).isEmpty();
    assertThat(deliveries.resend(id, OWNER)).isPresent();
    assertThat(due()).extracting(d -> d.what().deliveryId()).containsExactly(id);
    Sql.update(world.rows(), "delete from task");
    assertThat(deliveries.resend(id, OWNER)).isEmpty();
  }

  @Test
  void aReceiverThatIsGoneHearsNothingMore() {
    Webhook webhook = made(spec(EventKind.COMPLETED));
    ended(task("t", "u"));
    ended(task("t", "u"));
    Webhooks webhooks = world.bean(Webhooks.class);
    webhooks.disable(webhook.id(), "gone");
    ended(task("t", "u"));
    assertThat(due()).isEmpty();
    assertThat(webhooks.find(webhook.id(), OWNER))
        .hasValueSatisfying(
            found -> {
              assertThat(found.spec().enabled()).isFalse();
              assertThat(found.disabledBecause()).isEqualTo("gone");
            });
  }

  @Test
  void deliveriesGoWithTheirWebhookAndInTime() {
    Webhook webhook = made(spec(EventKind.COMPLETED));
    Webhook second = made(spec(EventKind.COMPLETED));
    ended(task("t", "u"));
    assertThat(world.bean(Webhooks.class).delete(webhook.id(), OWNER)).isTrue();
    List<DueDelivery> due = due();
    assertThat(due).extracting(DueDelivery::hookId).containsExactly(second.id());
    deliveryQueue.delivered(due.get(0), 200);
    deliveryQueue.clear(Duration.ofDays(1));
    assertThat(all()).hasSize(1);
    Sql.update(world.rows(), "update delivery set delivered_at = now() - interval '2 days'");
    deliveryQueue.clear(Duration.ofDays(1));
    assertThat(all()).isEmpty();
  }

  @Test
  void ofARotatedSecretTheFormerOneLivesOnForAWhile() {
    Webhook webhook = made(spec(EventKind.COMPLETED));
    Webhook rotated =
        world
            .bean(Webhooks.class)
            .rotate(webhook.id(), OWNER, null, Duration.ofHours(1))
            .orElseThrow();
    assertThat(rotated.secret().former()).isEqualTo(webhook.secret().text());
    assertThat(rotated.secret().text()).isNotEqualTo(webhook.secret().text());
    Secrets secrets = world.bean(Secrets.class);
    Secret first = secrets.of("t", "u");
    assertThat(secrets.of("t", "u")).isEqualTo(first);
    assertThat(secrets.rotate("t", "u", Duration.ofHours(1)).former()).isEqualTo(first.text());
  }

  private void owned(String user, int deliveries) {
    world.bean(Webhooks.class).make(new Owner("t", user), spec(EventKind.COMPLETED), null);
    for (int i = 0; i < deliveries; i++) {
      ended(task("t", user));
    }
  }

  @Test
  void ownersTakeTurnsAndNobodyHasAllOfThem() {
    owned("greedy", 20);
    owned("modest", 2);
    world.bean(Webhooks.class).make(new Owner("other", "carl"), spec(EventKind.COMPLETED), null);
    ended(task("other", "carl"));
    List<DueDelivery> first =
        deliveryQueue.take(new DeliveryQueue.Room(16, 6, 10, List.of(), Map.of()), LEASE);
    assertThat(first)
        .extracting(due -> due.owner().userId())
        .containsOnly("greedy", "modest", "carl")
        .filteredOn("greedy"::equals)
        .hasSize(6);
    Map<Owner, Integer> underWay = Map.of(new Owner("t", "greedy"), 5, new Owner("t", "x"), 3);
    assertThat(deliveryQueue.take(new DeliveryQueue.Room(16, 6, 10, List.of(), underWay), LEASE))
        .hasSize(1);
    assertThat(
            deliveryQueue.take(
                new DeliveryQueue.Room(16, 6, 10, List.of(), Map.of(new Owner("t", "greedy"), 6)),
                LEASE))
        .isEmpty();
    assertThat(
            deliveryQueue.take(
                new DeliveryQueue.Room(
                    16, 6, 10, List.of(), Map.of(new Owner("t", "x"), 6, new Owner("t", "y"), 3)),
                LEASE))
        .hasSize(1);
  }

  @Test
  void aHookWhoseOwnerLostTheLastTokenIsDisabledAndSaysWhy() {
    token("user", false);
    Webhook webhook = made(spec(EventKind.COMPLETED));
    ended(task("t", "u"));
    world.bean(DeliverySender.class).send(due().get(0));
    assertThat(found(webhook).disabledBecause()).contains("no longer has a valid API token");
    assertThat(all())
        .singleElement()
        .satisfies(d -> assertThat(d.state()).isEqualTo(Delivery.State.FAILED));
  }

  @Test
  void aHookOfTheWholeTenantNeedsAnOperator() {
    token("operator", false);
    token("user", true);
    Webhook webhook =
        made(
            new WebhookSpec(
                "http://localhost/",
                null,
                true,
                Set.of(EventKind.COMPLETED),
                null,
                null,
                null,
                true));
    ended(task("t", "other"));
    world.bean(DeliverySender.class).send(due().get(0));
    assertThat(found(webhook).disabledBecause()).contains("requires role operator");
  }

  private Webhook found(Webhook webhook) {
    return world.bean(Webhooks.class).find(webhook.id(), OWNER).orElseThrow();
  }

  private void token(String role, boolean valid) {
    Sql.update(
        world.rows(),
        "insert into api_token (id, token_hash, tenant, user_id, role, name, revoked_at)"
            + " values (gen_random_uuid(), decode(md5(random()::text), 'hex'), 't', 'u', ?, '',"
            + " case when not ? then now() end)",
        role,
        valid);
  }

  @Test
  void aTaskHasOnlySoManyHooks() {
    TaskCallbacks hooks = world.bean(TaskCallbacks.class);
    UUID task = task("t", "u").build().id();
    for (int i = 0; i < 20; i++) {
      hooks.put(hook(task, "config-" + i));
    }
    hooks.put(hook(task, "config-7"));
    assertThatThrownBy(() -> hooks.put(hook(task, "one too many")))
        .isInstanceOf(LimitReached.class);
  }

  private static TaskCallback hook(UUID task, String key) {
    return new TaskCallback(
        task, "t", "u", "a2a", key, "http://localhost/", Set.of(EventKind.FAILED), Map.of(), null);
  }
}
