package org.waybill.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.waybill.document.TestDatabase;
import org.waybill.handler.TaskType;
import org.waybill.sql.ArrayParameter;
import org.waybill.sql.DatabaseTime;
import org.waybill.sql.Sql;
import org.waybill.task.Task;
import org.waybill.type.KnownTypes;

/** Tasks of a type that no live worker runs. */
class NoWorkerTest {

  private World node;

  @BeforeEach
  void nobodyWorks() {
    Sql.update(TestDatabase.source(), "truncate task, task_event, limit_rule, pause, worker");
    node = new World(TestDatabase.source(), Map.of());
    node.believeWorkersRows();
  }

  private Task accepted(TaskType type) {
    return Task.of(node.accept(node.task(type, "acme", "ann").build()).get(0));
  }

  private static void worker(TaskType type) {
    Sql.update(
        TestDatabase.source(),
        "insert into worker (id, node, lock_key, types) values (?, 'n', 1, ?::text[])",
        UUID.randomUUID(),
        ArrayParameter.texts(List.of(type.name()), name -> name));
  }

  private String reason(Task task, Duration later) {
    WaitExplanation waitExplanation =
        node.with(
                DatabaseTime.class,
                new DatabaseTime() {
                  @Override
                  public Instant now() {
                    return task.createdAt().plus(later);
                  }
                })
            .bean(WaitExplanation.class);
    return waitExplanation.brief(task).reason();
  }

  @Test
  void theyAreAcceptedAndWait() {
    Task task = accepted(KnownTypes.TOOL_EXECUTION);
    node.release();
    assertThat(node.delivered()).isEmpty();
    assertThat(reason(task, Duration.ofSeconds(1))).isEqualTo("ready");
  }

  @Test
  void afterAWhileTheySayWhy() {
    Task task = accepted(KnownTypes.TOOL_EXECUTION);
    assertThat(reason(task, Duration.ofMinutes(1))).isEqualTo("no_worker");
  }

  @Test
  void theyGoAsSoonAsAWorkerIsThereThatRunsThem() {
    Task task = accepted(KnownTypes.TOOL_EXECUTION);
    worker(KnownTypes.PIPELINE);
    node.scan();
    node.release();
    assertThat(node.delivered()).isEmpty();
    worker(KnownTypes.TOOL_EXECUTION);
    node.scan();
    node.release();
    assertThat(node.delivered()).containsExactly(task.id());
  }

  /** A queue that it shares with a type that runs goes on without it. */
  @Test
  void theyAreInNobodysWayInTheSameQueue() {
    worker(KnownTypes.PIPELINE);
    node.scan();
    Task odd = accepted(TaskType.of("odd").inQueue(KnownTypes.PIPELINE.queue()));
    Task other = accepted(KnownTypes.PIPELINE);
    node.release();
    assertThat(node.delivered()).containsExactly(other.id());
    worker(TaskType.of("odd"));
    node.scan();
    node.release();
    assertThat(node.delivered()).containsExactly(odd.id());
  }

  @Test
  void theyAreInNobodysWay() {
    worker(KnownTypes.PIPELINE);
    node.scan();
    accepted(KnownTypes.TOOL_EXECUTION);
    Task other = accepted(KnownTypes.PIPELINE);
    node.release();
    assertThat(node.delivered()).containsExactly(other.id());
  }
}
