package org.waybill.agent.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.waybill.agent.definition.AgentLimits;
import org.waybill.model.ModelCall;
import org.waybill.model.ModelFailure;
import org.waybill.model.ModelMessage;
import org.waybill.owner.Owner;
import org.waybill.tool.Risk;

/** What a user says while an agent works. */
class SteeringTest extends LoopFixture {

  private static final Owner ANN = new Owner("acme", "ann");

  private boolean say(String text) {
    return task.world().bean(SteeringMessages.class).say(ANN, "c1", text).isPresent();
  }

  private static List<String> userTexts(ModelCall call) {
    return call.messages().stream()
        .filter(ModelMessage.FromUser.class::isInstance)
        .map(each -> ((ModelMessage.FromUser) each).text())
        .toList();
  }

  @Test
  void whatIsSaidMeanwhileIsReadBeforeTheNextCall() {
    tools.tool("look", Risk.READ, (arguments, call) -> text("said " + say("Rather in blue")));
    models.then(ScriptedModels.calls("", "look", "{}")).then(ScriptedModels.says("Blue it is."));
    assertThat(say("Nobody works yet")).isFalse();
    attempt();
    assertThat(userTexts(models.calls().get(0))).containsExactly("Help me");
    assertThat(userTexts(models.calls().get(1))).containsExactly("Help me", "Rather in blue");
    assertThat(events("steered")).containsExactly("{\"text\":\"Rather in blue\"}");
    assertThat(task.status()).isEqualTo("completed");
    assertThat(say("Too late")).isFalse();
  }

  /** It comes after the last call of the model was begun: there is one more. */
  @Test
  void whatIsSaidDuringTheLastCallIsAnsweredAsWell() {
    models
        .then(
            (call, listener) -> {
              say("And in red?");
              return ScriptedModels.says("Blue.").reply(call, listener);
            })
        .then(ScriptedModels.says("Red as well."));
    attempt();
    assertThat(task.output()).isEqualTo("\"Blue.\\n\\nRed as well.\"");
    assertThat(userTexts(models.calls().get(1))).containsExactly("Help me", "And in red?");
  }

  /** Nobody is told that it was taken in. */
  @Test
  void nothingIsTakenFromThoseWhoSteerAnAgentThatMayNotGoOn() {
    limits = new AgentLimits(5, 100, null, Duration.ofMinutes(1));
    tools.tool("look", Risk.READ, (arguments, call) -> text("said " + say("Rather in blue")));
    models.then(ScriptedModels.calls("", "look", "{}"));
    attempt();
    assertThat(answer.end()).isEqualTo(AgentAnswer.End.TOKENS);
    assertThat(events("steered")).isEmpty();
  }

  @Test
  void whatWasReadInATurnThatFailedIsReadAgain() {
    models
        .then(
            (call, listener) -> {
              say("Rather in blue");
              return ScriptedModels.calls("", "look", "{}").reply(call, listener);
            })
        .then(
            (call, listener) -> {
              throw new ModelFailure.Broken("It hung up", null);
            })
        .then(ScriptedModels.says("Blue it is."));
    attempt();
    attempt();
    assertThat(userTexts(models.calls().get(2))).containsExactly("Help me", "Rather in blue");
    assertThat(task.status()).isEqualTo("completed");
  }
}
