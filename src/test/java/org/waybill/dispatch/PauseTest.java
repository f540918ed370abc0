package org.waybill.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.waybill.document.TestDatabase;
import org.waybill.handler.TaskType;
import org.waybill.sql.Sql;
import org.waybill.task.Claim;
import org.waybill.task.NewTask;
import org.waybill.task.QueueDepths;
import org.waybill.task.UuidV7;
import org.waybill.type.KnownTypes;

/** What is paused does not start; and what operators see of the queues. */
class PauseTest {

  private static final TaskType QUEUE = KnownTypes.PIPELINE;

  private World node;
  private World other;

  @BeforeEach
  void anEmptyDatabase() {
    Sql.update(TestDatabase.source(), "truncate task, task_event, limit_rule, pause, task_key");
    node = new World(TestDatabase.source(), Map.of());
    other = new World(TestDatabase.source(), Map.of());
  }

  private NewTask of(String tenant) {
    return node.task(QUEUE, tenant, "ann").build();
  }

  private static void pause(World at, String queue, String tenant) {
    at.limits().pause(queue, tenant, "op");
    at.bean(Dispatcher.class).limitsChanged();
  }

  private static List<String> tenants(List<Claim> claims) {
    return claims.stream().map(c -> c.task().tenant()).sorted().collect(Collectors.toList());
  }

  @Test
  void whatWasReleasedAndEvenDeliveredDoesNotStartOncePaused() {
    node.accept(of("acme"), of("acme"));
    node.release();
    List<UUID> delivered = node.delivered();
    assertThat(delivered).hasSize(2);
    pause(node, QUEUE.queue(), LimitRule.EACH);
    assertThat(node.claim(delivered, UuidV7.next())).isEmpty();
    node.accept(of("acme"));
    assertThat(node.start()).isEmpty();
  }

  @Test
  void whatAnotherNodeReleasesInIgnoranceIsTakenBackWhenItLooks() {
    pause(node, QUEUE.queue(), LimitRule.EACH);
    other.accept(of("acme"));
    other.release();
    List<UUID> delivered = other.delivered();
    other.scan();
    assertThat(other.claim(delivered, UuidV7.next())).isEmpty();
    node.limits().resume(QUEUE.queue(), LimitRule.EACH);
    other.scan();
    assertThat(other.start()).hasSize(1);
  }

  @Test
  void aPauseOfATenantKeepsItsTasksInEveryQueueAndNoOthers() {
    pause(node, LimitRule.EACH, "acme");
    node.accept(
        of("acme"), of("globex"), node.task(KnownTypes.CHAT_MESSAGE, "acme", "ann").build());
    assertThat(tenants(node.start())).containsExactly("globex");
    node.limits().resume(LimitRule.EACH, "acme");
    node.scan();
    assertThat(node.start()).hasSize(2);
  }

  @Test
  void depthsAreCountedUpToTheBound() {
    pause(node, QUEUE.queue(), LimitRule.EACH);
    List<NewTask> tasks = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      tasks.add(of("acme"));
    }
    tasks.add(
        node.task(QUEUE, "acme", "ann")
            .notBefore(java.time.Instant.parse("2100-01-01T00:00:00Z"))
            .build());
    node.accept(tasks.toArray(NewTask[]::new));
    QueueDepths queueDepths = node.bean(QueueDepths.class);
    assertThat(ready(queueDepths, 100).count()).isEqualTo(5);
    assertThat(ready(queueDepths, 100).oldestSeconds()).isBetween(0.0, 60.0);
    assertThat(ready(queueDepths, 3).count()).isEqualTo(3);
    assertThat(queueDepths.others(100)).singleElement().extracting("count").isEqualTo(1);
    node.limits().resume(QUEUE.queue(), LimitRule.EACH);
    node.scan();
    assertThat(node.start()).hasSize(5);
    assertThat(queueDepths.running()).singleElement().extracting("count").isEqualTo(5);
    assertThat(ready(queueDepths, 100).oldestSeconds()).isNull();
  }

  private static QueueDepths.ReadyCount ready(QueueDepths queueDepths, int most) {
    return queueDepths.ready(most).stream()
        .filter(each -> each.queue().equals(QUEUE.queue()))
        .findFirst()
        .orElseThrow();
  }
}
