package org.waybill.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.waybill.owner.Owner;
import org.waybill.sql.Sql;
import org.waybill.task.EventKind;

/** How due deliveries are taken, tried again and kept. */
class DeliveryQueueTest extends DeliveryFixture {

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

  private void owned(String user, int deliveries) {
    world.bean(Webhooks.class).make(new Owner("t", user), spec(EventKind.COMPLETED), null);
    for (int i = 0; i < deliveries; i++) {
      ended(task("t", user));
    }
  }
}
