package org.waybill.agent.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.waybill.agent.definition.AgentLimits;
import org.waybill.approval.Approval;
import org.waybill.approval.Approvals;
import org.waybill.approval.Decision;
import org.waybill.model.ModelMessage;
import org.waybill.model.OfferedTool;
import org.waybill.sql.Sql;
import org.waybill.task.DeadlineExpiry;
import org.waybill.tool.ClientTool;

/** An agent that calls tools which its client runs. */
class ClientToolsTest extends LoopFixture {

  private static final String SCHEMA =
      "{\"type\":\"object\",\"required\":[\"color\"],\"properties\":{\"color\":{\"type\":\"string\"}}}";

  @BeforeEach
  void offered() {
    clientTools =
        List.of(
            new ClientTool("paint", "Paints the page.", SCHEMA),
            // Named like a tool that the agent got later: that one counts.
            new ClientTool("look", "Looks elsewhere.", SCHEMA));
  }

  private static String done(String... callsAndResults) {
    StringBuilder json = new StringBuilder("{");
    for (int i = 0; i < callsAndResults.length; i += 2) {
      json.append(i == 0 ? "" : ",")
          .append("\"turn.1.call.%s\":%s".formatted(callsAndResults[i], callsAndResults[i + 1]));
    }
    return json.append('}').toString();
  }

  private String question() {
    return task.world().ask(String.class, "select question::jsonb ->> 'options' from task");
  }

  private static String[] paint(String... colors) {
    String[] calls = new String[2 * colors.length];
    for (int i = 0; i < colors.length; i++) {
      calls[2 * i] = "paint";
      calls[2 * i + 1] = "{\"color\":\"" + colors[i] + "\"}";
    }
    return calls;
  }

  @Test
  void theTaskWaitsForTheClientAndGoesOnWithItsResult() {
    models.then(ScriptedModels.calls("Now.", paint("red"))).then(ScriptedModels.says("It is red."));
    attempt();
    assertThat(models.calls().get(0).tools())
        .extracting(OfferedTool::name)
        .containsExactly("look", "mail", "big", "broken", "sorry", "paint");
    assertThat(task.status()).isEqualTo("input_required");
    assertThat(task.world().ask(String.class, "select question::jsonb ->> 'kind' from task"))
        .isEqualTo("tool_calls");
    assertThat(question()).isEqualTo("[\"turn.1.call.1\"]");
    assertThat(events("tool_call"))
        .containsExactly(
            "{\"id\":\"turn.1.call.1\",\"tool\":\"paint\",\"arguments\":{\"color\":\"red\"},"
                + "\"client\":true}");
    assertThat(task.answerJson(done("1", "\"painted\""))).isTrue();
    attempt();
    assertThat(task.status()).isEqualTo("completed");
    assertThat(models.lastResults())
        .containsExactly(new ModelMessage.ToolResult("id", "paint", "painted", false));
    assertThat(events("tool_call")).hasSize(1);
    assertThat(events("tool_result"))
        .singleElement()
        .asString()
        .contains("\"ok\":true")
        .contains("\"client\":true");
    assertThat(models.calls()).hasSize(2);
  }

  @Test
  void resultsComeOneByOneAndTheFirstOfEachCounts() {
    models
        .then(ScriptedModels.calls("", paint("red", "green", "blue")))
        .then(ScriptedModels.says("Done."));
    attempt();
    assertThat(task.answerJson(done("2", "{\"at\":2}"))).isTrue();
    attempt();
    assertThat(task.status()).isEqualTo("input_required");
    assertThat(question()).isEqualTo("[\"turn.1.call.1\", \"turn.1.call.3\"]");
    assertThat(
            task.answerJson(done("1", "\"one\"", "2", "\"again\"", "3", "{\"error\":\"no blue\"}")))
        .isTrue();
    attempt();
    assertThat(models.lastResults())
        .extracting(ModelMessage.ToolResult::text)
        .containsExactly("one", "{\"at\":2}", "client_failed: no blue");
    assertThat(models.lastResults())
        .extracting(ModelMessage.ToolResult::isError)
        .containsExactly(false, false, true);
    assertThat(events("tool_call")).hasSize(3);
  }

  /** The approval comes first: the client is asked for nothing that a refusal would change. */
  @Test
  void whatTheServerRunsIsDoneBeforeTheClientIsAsked() {
    models
        .then(
            ScriptedModels.calls(
                "", "paint", "{\"color\":\"red\"}", "mail", "{\"to\":\"bob\"}", "look", "{}"))
        .then(ScriptedModels.says("Done."));
    attempt();
    assertThat(done).containsExactly("look {}");
    assertThat(events("tool_call")).noneMatch(each -> each.contains("paint"));
    Approvals approvals = task.world().bean(Approvals.class);
    Approval open = approvals.list("acme", "ann", null, true, 10).get(0);
    // The result of a tool approves nothing.
    assertThat(task.answerJson(done("1", "\"painted\"", "2", "\"approved\""))).isFalse();
    approvals.decide(new Decision(open.id(), "ann", true, open.digest(), null, false, null));
    attempt();
    assertThat(done).containsExactly("look {}", "mail {\"to\":\"bob\"}");
    assertThat(question()).isEqualTo("[\"turn.1.call.1\"]");
    assertThat(task.answerJson(done("1", "\"painted\""))).isTrue();
    attempt();
    assertThat(models.lastResults())
        .extracting(ModelMessage.ToolResult::text)
        .containsExactly("painted", "\"done\"", "\"done\"");
    assertThat(done).hasSize(2);
  }

  @Test
  void theClientIsNotToldOfCallsThatItsSchemaDoesNotAllow() {
    models
        .then(
            ScriptedModels.calls(
                "",
                "paint",
                "{\"color\":7}",
                "paint",
                "[",
                "paint",
                "{\"color\":\"" + "x".repeat(20_000) + "\"}"))
        .then(ScriptedModels.says("Sorry."));
    attempt();
    assertThat(task.status()).isEqualTo("completed");
    assertThat(models.lastResults())
        .extracting(ModelMessage.ToolResult::text)
        .allMatch(
            text ->
                text.startsWith("invalid_arguments: the arguments")
                    || text.startsWith("invalid_arguments: arguments/color"));
    assertThat(events("tool_call")).isEmpty();
  }

  @Test
  void aClientThatGivesNoResultIsNotWaitedForForEver() {
    models
        .then(ScriptedModels.calls("", paint("red", "green")))
        .then(ScriptedModels.says("Nobody painted."));
    attempt();
    assertThat(task.answerJson(done("1", "\"painted\""))).isTrue();
    attempt();
    Sql.update(task.world().rows(), "update task set question_expires_at = now()");
    task.world().bean(DeadlineExpiry.class).unanswered(10);
    attempt();
    assertThat(task.status()).isEqualTo("completed");
    assertThat(models.lastResults().get(0).text()).isEqualTo("painted");
    assertThat(models.lastResults().get(1).text()).contains("not_answered");
  }

  /** Waiting is no work: the agent has the time that its limit gives, after it. */
  @Test
  void theTimeThatTheClientTakesIsNotTheAgents() {
    limits = new AgentLimits(5, 100_000, null, Duration.ofMinutes(1));
    models.then(ScriptedModels.calls("", paint("red"))).then(ScriptedModels.says("It is red."));
    attempt();
    anHourPasses();
    assertThat(task.answerJson(done("1", "\"painted\""))).isTrue();
    attempt();
    assertThat(answer.end()).isEqualTo(AgentAnswer.End.ANSWERED);
    assertThat(answer.text()).isEqualTo("It is red.");
  }
}
