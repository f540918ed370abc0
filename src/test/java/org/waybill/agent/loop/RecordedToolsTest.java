package org.waybill.agent.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.waybill.handler.Outcome;
import org.waybill.model.ModelMessage;
import org.waybill.task.Checkpoints;

/** An agent whose tools are answered by a recording. */
class RecordedToolsTest extends LoopFixture {

  private RecordedRun recorded() {
    UUID id = task.world().ask(UUID.class, "select id from task");
    return RecordedRun.of(task.world().bean(Checkpoints.class).of(id));
  }

  private void runAgain(RecordedTools tools) {
    task.attempt(
        context -> {
          AgentRun run = new AgentRun(agent(), "Help me", List.of(), "case.1.").answeredBy(tools);
          answer = loop.run(run, context);
          return Outcome.done(text(answer.text()));
        });
  }

  @Test
  void callsGetTheResultsOfThenAndNothingIsDone() throws Exception {
    models
        .then(ScriptedModels.calls("", "look", "{\"at\":1,\"how\":\"up\"}", "sorry", "{}"))
        .then(ScriptedModels.says("It is there."));
    attempt();
    RecordedRun recorded = recorded();
    assertThat(recorded.turns()).isEqualTo(2);
    assertThat(recorded.usage().in()).isEqualTo(200);
    assertThat(recorded.calls())
        .extracting(RecordedRun.RecordedCall::tool)
        .containsExactly("look", "sorry");
    assertThat(done).hasSize(1);
    aTask();
    done.clear();
    models
        .then(
            ScriptedModels.calls(
                "",
                "look",
                "{\"how\": \"up\", \"at\": 1}",
                "look",
                "{\"at\":2}",
                "mail",
                "{\"to\":\"ann\"}",
                "none",
                "{}"))
        .then(ScriptedModels.says("Now it is here."));
    RecordedTools tools = new RecordedTools(recorded);
    runAgain(tools);
    assertThat(task.status()).isEqualTo("completed");
    assertThat(done).isEmpty();
    assertThat(task.world().ask(Long.class, "select count(*) from approval")).isZero();
    assertThat(answer.text()).isEqualTo("Now it is here.");
    assertThat(models.lastResults())
        .extracting(ModelMessage.ToolResult::isError)
        .containsExactly(false, true, true, true);
    assertThat(models.lastResults().get(0).text()).isEqualTo("\"done\"");
    assertThat(models.lastResults().get(1).text()).contains("not_recorded");
    assertThat(models.lastResults().get(3).text()).contains("unknown_tool");
    assertThat(tools.then()).hasSize(2);
    assertThat(tools.now())
        .extracting(RecordedTools.Call::match)
        .containsExactly(
            RecordedTools.Match.SAME,
            RecordedTools.Match.DIFFERENT,
            RecordedTools.Match.NOT_RECORDED,
            RecordedTools.Match.NOT_RECORDED);
    assertThat(tools.missed()).isEqualTo(1);
  }

  /** The first call got another result than the second. */
  @Test
  void equalCallsGetTheirResultsInOrder() throws Exception {
    CallResult first = CallResult.done("1");
    CallResult second = CallResult.done("2");
    RecordedTools tools =
        new RecordedTools(
            new RecordedRun(
                2,
                null,
                List.of(
                    new RecordedRun.RecordedCall("look", "{}", first),
                    new RecordedRun.RecordedCall("look", "", second))));
    models
        .then(ScriptedModels.calls("", "look", "{}", "look", "{}", "look", "{}"))
        .then(ScriptedModels.says("So."));
    runAgain(tools);
    assertThat(models.lastResults())
        .extracting(ModelMessage.ToolResult::text)
        .containsExactly("1", "2", "2");
    assertThat(tools.missed()).isZero();
  }
}
