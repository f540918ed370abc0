package org.waybill.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.waybill.handler.Outcome;
import org.waybill.sql.Sql;

/** Attempts that this process has claimed and does not know. */
class AbandonedAttemptsTest {

  private final ScriptedNode node = new ScriptedNode();

  @Test
  void whatThisProcessClaimedAndDoesNotRunGoesBack() {
    UUID id = node.task("{\"number\":7}", 1);
    UUID me = node.world().bean(WorkerLease.class).id();
    assertThat(node.world().claim(List.of(id), me)).hasSize(1);
    AbandonedAttempts abandoned = node.world().bean(AbandonedAttempts.class);
    abandoned.runOnce();
    abandoned.runOnce();
    assertThat(node.ask("status", id)).as("it may be on its way").isEqualTo("processing");
    Sql.update(node.world().rows(), "update task set started_at = now() - interval '1 minute'");
    abandoned.runOnce();
    assertThat(node.ask("status", id)).isEqualTo("processing");
    abandoned.runOnce();
    assertThat(node.ask("status || reason", id)).isEqualTo("queuedworker_lost");
    assertThat(abandoned.found()).isEqualTo(1);
    node.world().release();
    node.run(id);
    assertThat(node.ask("status", id)).isEqualTo("completed");
  }

  @Test
  void whatRunsHereIsLeftAlone() {
    UUID id = node.task("{\"number\":7}", 1);
    AbandonedAttempts abandoned = node.world().bean(AbandonedAttempts.class);
    node.handler()
        .does(
            (input, context) -> {
              Sql.update(
                  node.world().rows(), "update task set started_at = now() - interval '1 minute'");
              abandoned.runOnce();
              abandoned.runOnce();
              return Outcome.done(input.get("number"));
            });
    node.run(id);
    assertThat(node.ask("status", id)).isEqualTo("completed");
    assertThat(abandoned.found()).isZero();
  }
}
