package org.waybill.agent.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.waybill.agent.definition.AgentLimits;
import org.waybill.model.ModelMessage;

/** How far an agent goes. */
class LoopLimitsTest extends LoopFixture {

  @Test
  void anEndlessLoopEndsWithWhatThereIs() {
    models.otherwise(ScriptedModels.calls("Again. ", "look", "{}"));
    attempt();
    assertThat(task.status()).isEqualTo("completed");
    assertThat(answer.end()).isEqualTo(AgentAnswer.End.TURNS);
    assertThat(models.calls()).hasSize(5);
    assertThat(models.calls().get(4).tools()).isEmpty();
    assertThat(done).hasSize(4);
  }

  @Test
  void tokensAndCostEndARunBetweenTurns() {
    models.otherwise(ScriptedModels.calls("Again. ", "look", "{}"));
    limits = new AgentLimits(50, 220, null, Duration.ofMinutes(1));
    attempt();
    assertThat(answer.end()).isEqualTo(AgentAnswer.End.TOKENS);
    assertThat(models.calls()).hasSize(2);
  }

  @Test
  void costEndsARunBetweenTurns() {
    models.otherwise(ScriptedModels.calls("Again. ", "look", "{}"));
    limits = new AgentLimits(50, 100_000, new BigDecimal("0.03"), Duration.ofMinutes(1));
    attempt();
    assertThat(answer.end()).isEqualTo(AgentAnswer.End.COST);
    assertThat(models.calls()).hasSize(3);
  }

  @Test
  void oldResultsAreShortenedWhenTheConversationGrows() {
    limits = new AgentLimits(20, 10_000_000, null, Duration.ofMinutes(1));
    for (int i = 0; i < 6; i++) {
      models.then(ScriptedModels.calls("", "big", "{}"));
    }
    models.then(ScriptedModels.says("Enough."));
    attempt();
    List<ModelMessage.ToolResult> results = models.lastResults();
    assertThat(results).hasSize(6);
    assertThat(results.get(0).text()).hasSizeLessThan(700).contains("call the tool again");
    assertThat(results.get(5).text()).hasSizeGreaterThan(50_000);
    assertThat(results.stream().mapToInt(each -> each.text().length()).sum())
        .isLessThanOrEqualTo(Conversation.LONGEST);
  }
}
