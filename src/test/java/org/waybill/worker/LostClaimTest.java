package org.waybill.worker;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonValue;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.waybill.handler.Outcome;
import org.waybill.handler.TaskContext;
import org.waybill.sql.Sql;

/** PostgreSQL was killed and has forgotten the claims of its last moment. */
class LostClaimTest {

  private final ScriptedNode node = new ScriptedNode();
  private final AtomicInteger runs = new AtomicInteger();

  /** As the row stood before it was claimed. */
  private void forget(UUID id) {
    assertThat(
            Sql.update(
                node.world().rows(),
                "update task set status = 'queued', waits = 'ready', worker = null,"
                    + " attempt = attempt - 1, released_at = now(), event_seq = event_seq - 1"
                    + " where id = ?",
                id))
        .isEqualTo(1);
    Sql.update(
        node.world().rows(), "delete from task_event where task_id = ? and kind = 'started'", id);
  }

  private void ranOnceAndCounts(UUID id) {
    assertThat(runs).hasValue(1);
    assertThat(node.ask("status", id)).isEqualTo("completed");
    assertThat(node.ask("attempt::text", id)).isEqualTo("1");
    assertThat(
            node.world()
                .ask(
                    String.class,
                    "select string_agg(kind, ' ' order by seq) from task_event where task_id = ?",
                    id))
        .startsWith("started ")
        .endsWith("completed");
  }

  @FunctionalInterface
  private interface Meanwhile {
    void happens(TaskContext context) throws Exception;
  }

  /** Runs a task during which this happens. */
  private UUID run(UUID id, Meanwhile meanwhile) {
    node.handler()
        .does(
            (input, context) -> {
              runs.incrementAndGet();
              meanwhile.happens(context);
              return Outcome.done(JsonValue.TRUE);
            });
    node.run(id);
    return id;
  }

  private UUID task() {
    return node.task("{}", 3);
  }

  @Test
  void anEndCountsThoughItsClaimIsForgotten() {
    UUID id = task();
    ranOnceAndCounts(run(id, context -> forget(id)));
  }

  @Test
  void aStepAndProgressCountThoughTheClaimIsForgotten() {
    UUID id = task();
    run(
        id,
        context -> {
          forget(id);
          assertThat(context.step("once", JsonValue.class, () -> JsonValue.TRUE))
              .isEqualTo(JsonValue.TRUE);
          forget(id);
          context.progress(50, "half");
        });
    ranOnceAndCounts(id);
    assertThat(
            node.world().ask(String.class, "select result from checkpoint where task_id = ?", id))
        .isEqualTo("true");
  }

  /** The message comes again while the task still runs. */
  @Test
  void theSameWorkerDoesNotRunItTwiceAtOnce() {
    UUID id = task();
    run(
        id,
        context -> {
          if (runs.get() == 1) {
            forget(id);
            node.run(id);
          }
        });
    ranOnceAndCounts(id);
  }

  @Test
  void whatAnotherWorkerHasClaimedMeanwhileIsIts() {
    UUID id = task();
    UUID other = UUID.randomUUID();
    run(
        id,
        context -> {
          forget(id);
          assertThat(node.world().claim(List.of(id), other)).hasSize(1);
        });
    assertThat(node.ask("status", id)).isEqualTo("processing");
    assertThat(node.ask("worker::text", id)).isEqualTo(other.toString());
  }
}
