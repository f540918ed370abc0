package org.waybill.release;

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
import org.waybill.task.Depths;
import org.waybill.task.Ids;
import org.waybill.task.NewTask;
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
    at.bean(Releaser.class).limitsChanged();
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
    pause(node, QUEUE.queue(), Rule.EACH);
    assertThat(node.claim(delivered, Ids.next())).isEmpty();
    node.accept(of("acme"));
    assertThat(node.start()).isEmpty();
  }

  @Test
  void whatAnotherNodeReleasesInIgnoranceIsTakenBackWhenItLooks() {
    pause(node, QUEUE.queue(), Rule.EACH);
    other.accept(of("acme"));
    other.release();
    List<UUID> delivered = other.delivered();
    other.lookAround();
    assertThat(other.claim(delivered, Ids.next())).isEmpty();
    node.limits().resume(QUEUE.queue(), Rule.EACH);
    other.lookAround();
    assertThat(other.start()).hasSize(1);
  }

  @Test
  void aPauseOfATenantKeepsItsTasksInEveryQueueAndNoOthers() {
    pause(node, Rule.EACH, "acme");
    node.accept(
        of("acme"), of("globex"), node.task(KnownTypes.CHAT_MESSAGE, "acme", "ann").build());
    assertThat(tenants(node.start())).containsExactly("globex");
    node.limits().resume(Rule.EACH, "acme");
    node.lookAround();
    assertThat(node.start()).hasSize(2);
  }

  @Test
  void depthsAreCountedUpToTheBound() {
    pause(node, QUEUE.queue(), Rule.EACH);
    List<NewTask> tasks = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      tasks.add(of("acme"));
    }
    tasks.add(
        node.task(QUEUE, "acme", "ann")
            .notBefore(java.time.Instant.parse("2100-01-01T00:00:00Z"))
            .build());
    node.accept(tasks.toArray(NewTask[]::new));
    Depths depths = node.bean(Depths.class);
    assertThat(inLine(depths, 100).count()).isEqualTo(5);
    assertThat(inLine(depths, 100).oldestSeconds()).isBetween(0.0, 60.0);
    assertThat(inLine(depths, 3).count()).isEqualTo(3);
    assertThat(depths.others(100)).singleElement().extracting("count").isEqualTo(1);
    node.limits().resume(QUEUE.queue(), Rule.EACH);
    node.lookAround();
    assertThat(node.start()).hasSize(5);
    assertThat(depths.running()).singleElement().extracting("count").isEqualTo(5);
    assertThat(inLine(depths, 100).oldestSeconds()).isNull();
  }

  private static Depths.InLine inLine(Depths depths, int most) {
    return depths.inLine(most).stream()
        .filter(each -> each.queue().equals(QUEUE.queue()))
        .findFirst()
        .orElseThrow();
  }
}
