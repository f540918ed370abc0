package org.waybill.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.waybill.document.TestDatabase;
import org.waybill.handler.TaskType;
import org.waybill.sql.Column;
import org.waybill.sql.Sql;
import org.waybill.task.NewTask;
import org.waybill.task.Tasks;
import org.waybill.type.KnownTypes;

/** Tasks of a type that no live worker runs. */
class NoWorkerTest {

  private World node;

  @BeforeEach
  void nobodyWorks() {
    Sql.update(TestDatabase.source(), "truncate task, task_event, limit_rule, pause, worker");
    node = new World(TestDatabase.source(), Map.of());
    node.lookAround();
  }

  private NewTask accepted(TaskType type) {
    NewTask task = node.task(type, "acme", "ann").build();
    node.accept(task);
    return task;
  }

  private static void worker(TaskType type) {
    Sql.update(
        TestDatabase.source(),
        "insert into worker (id, node, lock_key, types) values (?, 'n', 1, ?::text[])",
        UUID.randomUUID(),
        Column.texts(List.of(type.name()), name -> name));
  }

  private String reason(NewTask task) {
    return node.bean(Reasons.class)
        .exact(node.bean(Tasks.class).find(task.id()).orElseThrow())
        .reason();
  }

  @Test
  void theyAreAcceptedAndWaitAndSayWhyAfterAWhile() {
    NewTask task = accepted(KnownTypes.TOOL_EXECUTION);
    node.release();
    assertThat(node.delivered()).isEmpty();
    assertThat(reason(task)).isEqualTo("ready");
    Sql.update(
        TestDatabase.source(),
        "update task set created_at = created_at - interval '1 minute' where id = ?",
        task.id());
    assertThat(reason(task)).isEqualTo("no_worker");
  }

  @Test
  void theyGoAsSoonAsAWorkerIsThereThatRunsThem() {
    NewTask task = accepted(KnownTypes.TOOL_EXECUTION);
    worker(KnownTypes.PIPELINE);
    node.lookAround();
    node.release();
    assertThat(node.delivered()).isEmpty();
    worker(KnownTypes.TOOL_EXECUTION);
    node.lookAround();
    node.release();
    assertThat(node.delivered()).containsExactly(task.id());
  }

  @Test
  void theyAreInNobodysWay() {
    worker(KnownTypes.PIPELINE);
    node.lookAround();
    accepted(KnownTypes.TOOL_EXECUTION);
    NewTask other = accepted(KnownTypes.PIPELINE);
    node.release();
    assertThat(node.delivered()).containsExactly(other.id());
  }
}
