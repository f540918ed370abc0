package org.waybill.agent.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.waybill.handler.WaitNeeded;
import org.waybill.tool.Risk;

/** A tool that waits for something elsewhere without its worker. */
class WaitingToolTest extends LoopFixture {

  private final AtomicBoolean isReady = new AtomicBoolean();

  @BeforeEach
  void aToolThatWaits() {
    tools.tool(
        "travel",
        Risk.READ,
        (arguments, call) -> {
          if (isReady.get()) {
            return text("booked");
          }
          throw new WaitNeeded(Duration.ofSeconds(30), "waits for the remote agent travel");
        });
  }

  @Test
  void theTaskIsRunLaterAtNoCostAndOtherCallsAreNotRepeated() {
    models.then(ScriptedModels.calls("", "travel", "{}", "look", "{}"));
    models.then(ScriptedModels.says("Done."));
    attempt();
    assertThat(task.status()).isEqualTo("queued");
    assertThat(task.world().ask(Integer.class, "select failures from task")).isZero();
    isReady.set(true);
    attempt();
    assertThat(task.status()).isEqualTo("completed");
    assertThat(done).containsExactly("look {}");
    assertThat(models.calls()).hasSize(2);
  }

  @Test
  void theTimeThatItWaitsIsNotTheAgents() {
    models.then(ScriptedModels.calls("", "travel", "{}"));
    models.then(ScriptedModels.says("Done."));
    attempt();
    anHourPasses();
    isReady.set(true);
    attempt();
    assertThat(answer.end()).isEqualTo(AgentAnswer.End.ANSWERED);
    assertThat(answer.text()).isEqualTo("Done.");
  }

  @Test
  void peopleAreAskedWhileAnotherCallWaits() {
    models.then(ScriptedModels.calls("", "travel", "{}", "mail", "{}"));
    attempt();
    assertThat(task.status()).isEqualTo("input_required");
  }
}
