package org.waybill.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.waybill.document.TestDatabase;
import org.waybill.handler.Child;
import org.waybill.handler.TaskType;
import org.waybill.sql.Sql;
import org.waybill.task.AttemptCompleter;
import org.waybill.task.AttemptResult;
import org.waybill.task.Children;
import org.waybill.task.Claim;
import org.waybill.task.NewTask;
import org.waybill.task.OrphanRecovery;
import org.waybill.task.ParentEnded;
import org.waybill.task.TaskCommands;
import org.waybill.task.UuidV7;
import org.waybill.type.KnownTypes;

/** Parents, children, dependents: who waits for whom, and who ends with whom. */
class FamilyTest {

  private static final TaskType QUEUE = KnownTypes.PIPELINE;
  private static final int CRASH_LIMIT = 3;

  private World world;

  @BeforeEach
  void anEmptyDatabase() {
    Sql.update(
        TestDatabase.source(), "truncate task, task_event, task_dependency, limit_rule, pause");
    world =
        new World(TestDatabase.source(), Map.of("waybill.queue.pipeline-jobs.concurrency", "50"));
  }

  private UUID accept(UUID parent) {
    NewTask task = world.task(QUEUE, "acme", "ann").parentId(parent).build();
    world.accept(task);
    return task.id();
  }

  private Claim parent() {
    accept((UUID) null);
    return world.start().get(0);
  }

  private List<UUID> children(Claim parent, int count) {
    List<UUID> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ids.add(accept(parent.task().id()));
    }
    return ids;
  }

  private void settle(AttemptResult attemptResult) {
    assertThat(world.bean(AttemptCompleter.class).settle(List.of(attemptResult)))
        .containsExactly(true);
  }

  private String status(UUID id) {
    return world.ask(String.class, "select status from task where id = ?", id);
  }

  private List<String> events(UUID id) {
    return Sql.query(
        world.rows(),
        row -> row.getString("kind") + " " + row.getString("data"),
        "select kind, data from task_event where task_id = ? order by seq",
        id);
  }

  private static List<UUID> ids(List<Claim> claims) {
    return claims.stream().map(claim -> claim.task().id()).toList();
  }

  @Test
  void aParentRunsAgainWhenItsLastChildHasEnded() {
    Claim parent = parent();
    List<UUID> children = children(parent, 3);
    settle(AttemptResult.waiting(parent, null));
    List<Claim> running = world.start();
    assertThat(ids(running)).containsExactlyInAnyOrderElementsOf(children);
    world.complete(running.subList(0, 1));
    settle(AttemptResult.failed(running.get(1), "broken", null));
    assertThat(world.start()).isEmpty();
    world.complete(running.subList(2, 3));
    Claim again = world.start().get(0);
    assertThat(again.task().id()).isEqualTo(parent.task().id());
    assertThat(again.attempt()).isEqualTo(2);
    assertThat(again.failures()).isZero();
    assertThat(world.bean(Children.class).of(parent.task().id()))
        .extracting(Child::status)
        .containsExactlyInAnyOrder("completed", "completed", "failed");
    assertThat(events(parent.task().id()))
        .anyMatch(event -> event.startsWith("waiting "))
        .anyMatch(e -> e.startsWith("progress ") && e.contains("2 of 3 children have ended"));
  }

  @Test
  void aParentWhoseChildrenHaveAllEndedGoesOnAtOnce() {
    Claim parent = parent();
    children(parent, 2);
    world.complete(world.start());
    world.release();
    settle(AttemptResult.waiting(parent, null));
    assertThat(ids(world.start())).containsExactly(parent.task().id());
  }

  @Test
  void aParentWithoutChildrenGoesOnAtOnce() {
    Claim parent = parent();
    settle(AttemptResult.waiting(parent, null));
    assertThat(ids(world.start())).containsExactly(parent.task().id());
  }

  @Test
  void anotherNodeFindsAParentForWhichNobodyRang() {
    Claim parent = parent();
    children(parent, 2);
    List<Claim> running = world.start();
    settle(AttemptResult.waiting(parent, null));
    World other = new World(world.rows(), Map.of());
    other.complete(running);
    assertThat(ids(other.start())).containsExactly(parent.task().id());
  }

  @Test
  void cancellingAParentCancelsAllThatDescendFromIt() {
    Claim parent = parent();
    List<UUID> children = children(parent, 2);
    Claim child = world.start().get(0);
    UUID grandchild = accept(child.task().id());
    UUID other = accept((UUID) null);
    settle(AttemptResult.completed(child, "1", null));
    settle(AttemptResult.waiting(parent, null));
    TaskCommands taskCommands = world.bean(TaskCommands.class);
    assertThat(taskCommands.cancel(parent.task().id())).isEqualTo(TaskCommands.Cancelled.ENDED);
    assertThat(status(parent.task().id())).isEqualTo("cancelled");
    assertThat(status(child.task().id())).isEqualTo("completed");
    assertThat(status(grandchild)).isEqualTo("cancelled");
    assertThat(status(other)).isEqualTo("queued");
    UUID running = children.stream().filter(id -> !id.equals(child.task().id())).findFirst().get();
    assertThat(cancelRequested(running)).isTrue();
    assertThat(taskCommands.cancel(parent.task().id())).isEqualTo(TaskCommands.Cancelled.TOO_LATE);
  }

  @Test
  void aRunningParentIsAskedToStopAndItsChildrenEndAtOnce() {
    Claim parent = parent();
    UUID child = accept(parent.task().id());
    TaskCommands taskCommands = world.bean(TaskCommands.class);
    assertThat(taskCommands.cancel(parent.task().id())).isEqualTo(TaskCommands.Cancelled.REQUESTED);
    assertThat(status(child)).isEqualTo("cancelled");
    assertThat(cancelRequested(parent.task().id())).isTrue();
    assertThatThrownBy(() -> accept(parent.task().id())).isInstanceOf(ParentEnded.class);
    assertThat(world.ask(Long.class, "select count(*) from task")).isEqualTo(2);
  }

  @Test
  void aCancelThatTheHandlerHasNotHeardOfEndsTheTaskWhenItWantsToWait() {
    Claim parent = parent();
    UUID child = accept(parent.task().id());
    world.bean(TaskCommands.class).cancel(parent.task().id());
    settle(AttemptResult.snoozed(parent, Duration.ofHours(1), "too early", null));
    assertThat(status(parent.task().id())).isEqualTo("cancelled");
    assertThat(status(child)).isEqualTo("cancelled");
  }

  @Test
  void snoozingCostsNoTry() {
    Claim claim = parent();
    settle(AttemptResult.snoozed(claim, Duration.ofHours(1), "too early", null));
    assertThat(world.ask(String.class, "select waits from task")).isEqualTo("retry");
    assertThat(world.ask(Integer.class, "select failures from task")).isZero();
    assertThat(events(claim.task().id()))
        .endsWith("snoozed {\"reason\":\"too early\",\"delayMs\":3600000}");
    assertThat(world.start()).isEmpty();
    Sql.update(world.rows(), "update task set due_at = now()");
    assertThat(world.start()).extracting(Claim::attempt).containsExactly(2);
  }

  @Test
  void aPoisonousTaskFailsAndLetsOthersGoOn() {
    NewTask poison = world.task(QUEUE, "acme", "ann").inOrder("chat", "1").build();
    NewTask next = world.task(QUEUE, "acme", "ann").inOrder("chat", "1").build();
    NewTask onEnd = world.task(QUEUE, "acme", "ann").needs(poison.id(), false).build();
    NewTask onSuccess = world.task(QUEUE, "acme", "ann").needs(poison.id(), true).build();
    world.accept(poison, next, onEnd, onSuccess);
    for (int crashes = 1; crashes <= CRASH_LIMIT; crashes++) {
      world.release();
      UUID worker = UuidV7.next();
      assertThat(ids(world.claim(world.delivered(), worker))).containsExactly(poison.id());
      assertThat(status(next.id())).isEqualTo("queued");
      assertThat(world.bean(OrphanRecovery.class).takeFrom(worker, CRASH_LIMIT)).isEqualTo(1);
    }
    assertThat(status(poison.id())).isEqualTo("failed");
    assertThat(
            world.ask(
                String.class,
                "select error || coalesce(waits, '') from task where id = ?",
                poison.id()))
        .isEqualTo("the worker crashed 3 times while running this task; giving up");
    assertThat(ids(world.start())).containsExactlyInAnyOrder(next.id(), onEnd.id());
    assertThat(status(onSuccess.id())).isEqualTo("failed");
  }

  @Test
  void aCancelledTaskWhoseWorkerDiesEndsAtOnce() {
    Claim claim = parent();
    UUID id = claim.task().id();
    world.bean(TaskCommands.class).cancel(id);
    UUID worker = world.ask(UUID.class, "select worker from task where id = ?", id);
    world.bean(OrphanRecovery.class).takeFrom(worker, CRASH_LIMIT);
    assertThat(status(id)).isEqualTo("cancelled");
    assertThat(world.start()).isEmpty();
  }

  private boolean cancelRequested(UUID id) {
    return world.ask(Boolean.class, "select cancel_requested from task where id = ?", id);
  }
}
