package org.waybill.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.waybill.document.TestDatabase;
import org.waybill.sql.Sql;
import org.waybill.task.AttemptCompleter;
import org.waybill.task.AttemptResult;
import org.waybill.task.Claim;
import org.waybill.task.InvalidTask;
import org.waybill.task.NewTask;
import org.waybill.task.NewTaskBuilder;
import org.waybill.task.TaskCommands;
import org.waybill.task.TaskDependencies;
import org.waybill.task.UuidV7;
import org.waybill.type.KnownTypes;

/** Tasks that wait for others. */
class DependingTest {

  private World node;

  @BeforeEach
  void anEmptyDatabase() {
    Sql.update(
        TestDatabase.source(),
        "truncate task, task_event, task_dependency, limit_rule, pause, task_key, token_bucket");
    node =
        new World(TestDatabase.source(), Map.of("waybill.queue.pipeline-jobs.concurrency", "50"));
  }

  private NewTaskBuilder task() {
    return node.task(KnownTypes.PIPELINE, "acme", "ann");
  }

  private List<UUID> startNext() {
    return node.start().stream().map(claim -> claim.task().id()).toList();
  }

  private String status(UUID id) {
    return node.ask(String.class, "select status from task where id = ?", id);
  }

  @Test
  void whatRunsWhenAllHaveEndedRunsAfterTheLastHoweverTheyEnded() {
    NewTask good = task().build();
    NewTask bad = task().build();
    NewTask then = task().needs(good.id(), false).needs(bad.id(), false).build();
    node.accept(good, bad, then);
    List<Claim> running = node.start();
    AttemptCompleter attemptCompleter = node.bean(AttemptCompleter.class);
    assertThat(running).hasSize(2);
    node.complete(running.stream().filter(c -> c.task().id().equals(good.id())).toList());
    assertThat(startNext()).isEmpty();
    running.stream()
        .filter(c -> c.task().id().equals(bad.id()))
        .forEach(c -> attemptCompleter.settle(List.of(AttemptResult.cancelled(c, null))));
    assertThat(startNext()).containsExactly(then.id());
  }

  @Test
  void oneWhoseNeedFailsFailsAndSoDoThoseThatNeedIt() {
    NewTask first = task().notBefore(java.time.Instant.parse("2100-01-01T00:00:00Z")).build();
    NewTask second = task().needs(first.id(), true).build();
    NewTask third = task().needs(second.id(), true).build();
    NewTask anyway = task().needs(third.id(), false).build();
    node.accept(first, second, third, anyway);
    node.bean(TaskCommands.class).cancel(first.id());
    assertThat(startNext()).containsExactly(anyway.id());
    assertThat(Stream.of(second, third).map(t -> status(t.id()))).containsOnly("failed");
    assertThat(node.ask(String.class, "select error from task where id = ?", third.id()))
        .contains(second.id().toString(), "failed");
  }

  @Test
  void oneWhoseNeedHasEndedAlreadyGoesAtOnce() {
    NewTask first = task().build();
    node.accept(first);
    node.complete(node.start());
    NewTask second = task().needs(first.id(), true).build();
    node.accept(second);
    assertThat(startNext()).containsExactly(second.id());
  }

  @Test
  void nothingIsStoredThatNeedsATaskWhichIsNotThere() {
    NewTask lost = task().needs(UuidV7.next(), true).build();
    assertThatThrownBy(() -> node.accept(task().build(), lost)).isInstanceOf(InvalidTask.class);
    assertThat(node.ask(Long.class, "select count(*) from task")).isZero();
  }

  @Test
  void aUserSeesOnlyTheirOwnTasksAsNeeds() {
    NewTask anns = task().build();
    NewTask bobs = node.task(KnownTypes.PIPELINE, "acme", "bob").build();
    node.accept(anns, bobs);
    List<UUID> both = List.of(anns.id(), bobs.id());
    TaskDependencies taskDependencies = node.bean(TaskDependencies.class);
    assertThat(taskDependencies.present(both, "acme", "ann")).containsOnly(anns.id());
    assertThat(taskDependencies.present(both, "acme", null)).containsOnly(anns.id(), bobs.id());
    assertThat(taskDependencies.present(both, "umbrella", null)).isEmpty();
  }

  @Test
  void thoseThatWaitForEachOtherInARowRunInARow() {
    List<NewTask> row = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      NewTaskBuilder next = task();
      if (i > 0) {
        next.needs(row.get(i - 1).id(), true);
      }
      row.add(next.build());
    }
    node.accept(row.toArray(NewTask[]::new));
    for (NewTask next : row) {
      List<Claim> now = node.start();
      assertThat(now.stream().map(claim -> claim.task().id())).containsExactly(next.id());
      node.complete(now);
    }
  }
}
