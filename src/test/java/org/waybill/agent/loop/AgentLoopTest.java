package org.waybill.agent.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.waybill.agent.definition.AgentLimits;
import org.waybill.approval.Approval;
import org.waybill.approval.Approvals;
import org.waybill.approval.Decision;
import org.waybill.model.ModelFailure;
import org.waybill.model.ModelMessage;
import org.waybill.tool.Risk;

/** An agent at work. */
class AgentLoopTest extends LoopFixture {

  @Test
  void aToolIsRunAndItsResultIsRead() {
    models
        .then(ScriptedModels.calls("Let me look.", "look", "{\"at\":1}"))
        .then(ScriptedModels.says("It is there."));
    attempt();
    assertThat(task.output()).isEqualTo("\"Let me look.\\n\\nIt is there.\"");
    assertThat(answer.end()).isEqualTo(AgentAnswer.End.ANSWERED);
    assertThat(answer.usage().cost()).isEqualByComparingTo("0.02");
    assertThat(done).containsExactly("look {\"at\":1}");
    assertThat(models.calls().get(1).messages())
        .hasSize(4)
        .startsWith(
            new ModelMessage.Instructions("You help."), new ModelMessage.FromUser("Help me"))
        .endsWith(new ModelMessage.ToolResult("id", "look", "\"done\"", false));
    assertThat(models.calls().get(0).tools()).hasSize(5);
    assertThat(events("tool_call"))
        .containsExactly("{\"id\":\"turn.1.call.1\",\"tool\":\"look\",\"arguments\":{\"at\":1}}");
    assertThat(events("tool_result")).singleElement().asString().contains("\"ok\":true");
    assertThat(events("thought")).containsExactly("{\"text\":\"Let me look.\"}");
    assertThat(events("usage")).hasSize(2);
  }

  /** A model that breaks off, a process that dies: what was finished is not repeated. */
  @Test
  void aLaterAttemptRepeatsNothing() {
    models
        .then(ScriptedModels.calls("Let me look.", "look", "{}"))
        .then(
            (call, listener) -> {
              listener.piece("Half a");
              throw new ModelFailure.Broken("It hung up", null);
            })
        .then(ScriptedModels.says("It is there."));
    attempt();
    assertThat(task.status()).isEqualTo("queued");
    attempt();
    assertThat(task.output()).isEqualTo("\"Let me look.\\n\\nIt is there.\"");
    assertThat(done).containsExactly("look {}");
    assertThat(models.calls()).hasSize(3);
    assertThat(
            task.world()
                .ask(
                    String.class,
                    "select string_agg(data, '' order by seq) from task_event"
                        + " where kind = 'partial' and attempt = 2"))
        .contains("Let me look.")
        .contains("It is there.")
        .doesNotContain("Half");
  }

  @Test
  void whatFailsIsAResultAndTakesNothingElseAlong() {
    models
        .then(
            ScriptedModels.calls(
                "",
                "look",
                "{}",
                "broken",
                "{}",
                "sorry",
                "{}",
                "big",
                "{}",
                "none",
                "{}",
                "look",
                "[1",
                "look",
                "\"text\""))
        .then(ScriptedModels.says("So be it."));
    attempt();
    assertThat(task.status()).isEqualTo("completed");
    List<ModelMessage.ToolResult> results = models.lastResults();
    assertThat(results)
        .extracting(ModelMessage.ToolResult::isError)
        .containsExactly(false, true, true, false, true, true, true);
    assertThat(results.get(1).text()).doesNotContain("secret");
    assertThat(results.get(2).text()).isEqualTo("closed: The shop is closed.");
    assertThat(results.get(3).text())
        .hasSizeLessThan(50_100)
        .endsWith("(cut: 2,000,002 characters in all)");
    assertThat(results.get(4).text()).contains("unknown_tool", "look, mail, big, broken, sorry");
    assertThat(results.get(5).text()).contains("not a JSON object");
    assertThat(done).containsExactly("look {}");
  }

  /** Three mails at once, two of them equal: each is decided for itself, in any order. */
  @Test
  void peopleDecideEachCallForItself() {
    models
        .then(
            ScriptedModels.calls(
                "",
                "mail",
                "{\"to\":\"ann\"}",
                "mail",
                "{\"to\":\"bob\"}",
                "mail",
                "{\"to\":\"ann\"}",
                "look",
                "{}"))
        .then(ScriptedModels.says("Sent."));
    attempt();
    assertThat(task.status()).isEqualTo("input_required");
    assertThat(done).containsExactly("look {}");
    Approvals approvals = task.world().bean(Approvals.class);
    List<Approval> open = new ArrayList<>(approvals.list("acme", "ann", null, true, 10));
    open.sort((one, other) -> one.callId().compareTo(other.callId()));
    assertThat(open).hasSize(3);
    decide(approvals, open.get(2), true);
    decide(approvals, open.get(0), false);
    assertThat(task.status()).isEqualTo("input_required");
    decide(approvals, open.get(1), true);
    attempt();
    assertThat(task.status()).isEqualTo("completed");
    assertThat(done)
        .containsExactlyInAnyOrder("look {}", "mail {\"to\":\"bob\"}", "mail {\"to\":\"ann\"}");
    assertThat(models.lastResults().get(0).text()).contains("execution: not_started");
    assertThat(models.lastResults())
        .extracting(ModelMessage.ToolResult::isError)
        .containsExactly(true, false, false, false);
    assertThat(models.calls()).hasSize(2);
  }

  /** Also in a later turn: those before it are not made again. */
  @Test
  void theTimeUntilPeopleDecideIsNotTheAgents() {
    limits = new AgentLimits(5, 100_000, null, Duration.ofMinutes(1));
    models
        .then(ScriptedModels.calls("", "look", "{}"))
        .then(ScriptedModels.calls("", "mail", "{\"to\":\"bob\"}"))
        .then(ScriptedModels.says("Sent."));
    attempt();
    anHourPasses();
    Approvals approvals = task.world().bean(Approvals.class);
    decide(approvals, approvals.list("acme", "ann", null, true, 10).get(0), true);
    attempt();
    assertThat(answer.end()).isEqualTo(AgentAnswer.End.ANSWERED);
    assertThat(done).containsExactly("look {}", "mail {\"to\":\"bob\"}");
    assertThat(models.calls()).hasSize(3);
  }

  private static void decide(Approvals approvals, Approval asked, boolean approves) {
    assertThat(
            approvals.decide(
                new Decision(asked.id(), "ann", approves, asked.digest(), null, false, null)))
        .isTrue();
  }

  /** Each waits for the other: one after the other they would never end. */
  @Test
  void callsOfOneTurnRunAtTheSameTime() {
    CountDownLatch both = new CountDownLatch(2);
    tools.tool(
        "look",
        Risk.READ,
        (arguments, call) -> {
          both.countDown();
          return text(both.await(8, TimeUnit.SECONDS) ? "met" : "alone");
        });
    models
        .then(ScriptedModels.calls("", "look", "{}", "look", "{}"))
        .then(ScriptedModels.says("Good."));
    attempt();
    assertThat(models.lastResults())
        .extracting(ModelMessage.ToolResult::text)
        .containsExactly("\"met\"", "\"met\"");
  }
}
