package org.waybill.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.waybill.limit.LimitReached;
import org.waybill.task.EventKind;
import org.waybill.task.NewTask;
import org.waybill.type.KnownTypes;

/** Which events of which tasks are delivered. */
class DeliverySelectionTest extends DeliveryFixture {

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
            "http://localhost/",
            null,
            true,
            Set.of(EventKind.COMPLETED),
            Set.of(),
            null,
            null,
            null,
            true));
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
            Set.of(),
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
            new WebhookSpec(
                off.url(), null, false, off.kinds(), Set.of(), null, null, null, false));
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
  void anInterfaceMayFollowOneTask() {
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
