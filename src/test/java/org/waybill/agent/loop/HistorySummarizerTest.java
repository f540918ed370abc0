package org.waybill.agent.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.waybill.handler.Outcome;
import org.waybill.model.ModelFailure;
import org.waybill.model.ModelMessage;

class HistorySummarizerTest extends LoopFixture {

  private static final List<ModelMessage> CHAT =
      List.of(
          new ModelMessage.FromUser("I want a pond."),
          new ModelMessage.FromModel("How big?", List.of()));

  private Optional<String> summary;

  private void summarize(String before, List<ModelMessage> messages) {
    HistorySummarizer summarizer = task.world().bean(HistorySummarizer.class);
    task.attempt(
        context -> {
          summary = summarizer.summarize(agent(), before, messages, context);
          return Outcome.done(null);
        });
    assertThat(task.status()).isEqualTo("completed");
  }

  private String asked() {
    List<ModelMessage> messages = models.calls().get(0).messages();
    return ((ModelMessage.FromUser) messages.get(1)).text();
  }

  @Test
  void itBuildsOnTheSummaryBefore() {
    models.then(ScriptedModels.says("Ann wants a pond."));
    summarize("Ann has a garden.", CHAT);
    assertThat(summary).contains("Ann wants a pond.");
    assertThat(asked())
        .contains("Ann has a garden.")
        .endsWith("User: I want a pond.\nAssistant: How big?");
    assertThat(events("usage")).hasSize(1);
  }

  /** What was said would be lost with an empty summary in its place. */
  @Test
  void aModelThatSaysNothingHasGivenNone() {
    models.then(ScriptedModels.says(" "));
    summarize(null, CHAT);
    assertThat(summary).isEmpty();
  }

  /** Otherwise the chat could never be continued. */
  @Test
  void aModelThatRefusesHasGivenNone() {
    models.then(
        (call, listener) -> {
          throw new ModelFailure.Refused("The text is not allowed");
        });
    summarize(null, CHAT);
    assertThat(summary).isEmpty();
  }

  @Test
  void ofAVeryLongChatTheEndIsRead() {
    models.then(ScriptedModels.says("Much."));
    List<ModelMessage> messages =
        Collections.nCopies(199, new ModelMessage.FromUser("x".repeat(9_000)));
    summarize(null, messages);
    assertThat(asked().length()).isBetween(150_000, 210_000);
  }
}
