package org.waybill.agent.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.waybill.dispatch.World;
import org.waybill.model.ModelFailure;
import org.waybill.trace.Collector;
import org.waybill.trace.SentSpan;
import org.waybill.trace.Spans;
import org.waybill.trace.TracedSpans;

/** The spans of an agent at work. */
class LoopSpansTest extends LoopFixture {

  private Collector collector;
  private TracedSpans traced;

  @Override
  void prepare(World world) throws Exception {
    collector = new Collector();
    traced = new TracedSpans(collector, false);
    world.with(Spans.class, traced);
  }

  @AfterEach
  void close() {
    collector.close();
  }

  private List<SentSpan> sent() throws Exception {
    traced.exportAll();
    return collector.spans();
  }

  @Test
  void toolsThatRunAtTheSameTimeAreBelowTheirAgent() throws Exception {
    models
        .then(ScriptedModels.calls("", "look", "{}", "sorry", "{}"))
        .then(ScriptedModels.says("So be it."));
    attempt();
    List<SentSpan> sent = sent();
    assertThat(sent)
        .extracting(SentSpan::name)
        .containsExactlyInAnyOrder(
            "execute_tool look", "execute_tool sorry", "invoke_agent helper");
    SentSpan agent = sent.get(2);
    assertThat(agent.attribute("gen_ai.operation.name")).isEqualTo("\"invoke_agent\"");
    assertThat(agent.attribute("gen_ai.agent.name")).isEqualTo("\"helper\"");
    assertThat(agent.attribute("gen_ai.conversation.id")).isEqualTo("\"c1\"");
    assertThat(agent.attribute("gen_ai.usage.input_tokens")).isEqualTo("\"200\"");
    assertThat(agent.attribute("gen_ai.usage.output_tokens")).isEqualTo("\"20\"");
    assertThat(agent.attribute("waybill.end")).isEqualTo("\"answered\"");
    assertThat(agent.attribute("gen_ai.input.messages")).isNull();
    for (SentSpan tool : sent.subList(0, 2)) {
      assertThat(tool.parent()).isEqualTo(agent.id());
      assertThat(tool.traceId()).isEqualTo(agent.traceId());
      boolean failed = tool.name().endsWith("sorry");
      assertThat(tool.attribute("error.type")).isEqualTo(failed ? "\"closed\"" : null);
      assertThat(tool.attribute("gen_ai.tool.call.id"))
          .isEqualTo(failed ? "\"turn.1.call.2\"" : "\"turn.1.call.1\"");
    }
  }

  @Test
  void aRunThatFailsSaysSoAndOneThatWaitsForAPersonHasNotFailed() throws Exception {
    models
        .then(
            (call, listener) -> {
              throw new ModelFailure.Broken("It hung up", null);
            })
        .then(ScriptedModels.calls("", "mail", "{}"));
    attempt();
    assertThat(sent().get(0).attribute("error.type")).contains("ModelFailure$Broken");
    attempt();
    SentSpan second = sent().get(1);
    assertThat(second.attribute("error.type")).isNull();
    assertThat(second.attribute("waybill.end")).isEqualTo("\"input_required\"");
    assertThat(second.attribute("waybill.attempt")).isEqualTo("\"2\"");
  }
}
