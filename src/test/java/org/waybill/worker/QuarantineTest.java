package org.waybill.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.waybill.handler.Outcome;
import org.waybill.sql.Sql;

/** Tasks that may have ended their workers, and their neighbours. */
class QuarantineTest {

  private final ScriptedNode node = new ScriptedNode();

  @Test
  void tasksOneCrashAwayFromFailingRunOneAtATime() {
    UUID first = node.task("{\"number\":1}", 1);
    UUID second = node.task("{\"number\":2}", 1);
    UUID innocent = node.task("{\"number\":3}", 1);
    Sql.update(
        node.world().rows(), "update task set crashes = 2 where id in (?, ?)", first, second);
    node.handler()
        .does(
            (input, context) -> {
              if (input.getInt("number") == 1) {
                node.run(second);
                assertThat(node.ask("status", second)).isEqualTo("queued");
                node.run(innocent);
                assertThat(node.ask("status", innocent)).isEqualTo("completed");
              }
              return Outcome.done(input.get("number"));
            });
    node.run(first);
    assertThat(node.ask("status", first)).isEqualTo("completed");
    Sql.update(
        node.world().rows(),
        "update task set waits = 'ready', released_at = now() where id = ?",
        second);
    node.run(second);
    assertThat(node.ask("status", second)).isEqualTo("completed");
  }
}
