package org.waybill.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.waybill.json.Json;
import org.waybill.trace.Collector;
import org.waybill.trace.CurrentTrace;
import org.waybill.trace.SentSpan;
import org.waybill.trace.Spans;
import org.waybill.trace.TracedSpans;

/** The spans of calls of models. */
class ModelSpanTest extends ModelWire {

  private static final String CALLER = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  private Collector collector;
  private TracedSpans spans;

  @BeforeEach
  void collect() throws IOException {
    collector = new Collector();
    spans = new TracedSpans(collector, false);
  }

  @AfterEach
  void close() {
    collector.close();
  }

  @Override
  Spans spans() {
    return spans;
  }

  private SentSpan sent() throws InterruptedException {
    spans.exportAll();
    List<SentSpan> all = collector.spans();
    return all.get(all.size() - 1);
  }

  @Test
  void aCallIsASpanToWhichTheWorkOfTheModelBelongs() throws Exception {
    try (CurrentTrace caller = CurrentTrace.of(CALLER)) {
      ask(
          "openai",
          streams(
              openAi("{\"content\":\"Here.\"}"),
              ended("stop"),
              "data: {\"model\":\"m-1-2026\",\"choices\":[],"
                  + "\"usage\":{\"prompt_tokens\":12,\"completion_tokens\":3}}",
              "data: [DONE]"));
    }
    SentSpan span = sent();
    assertThat(span.name()).isEqualTo("chat m-1");
    assertThat(span.parent()).isEqualTo("00f067aa0ba902b7");
    assertThat(traces).containsExactly("00-4bf92f3577b34da6a3ce929d0e0e4736-" + span.id() + "-01");
    assertThat(span.json().getInt("kind")).isEqualTo(3);
    assertThat(span.attribute("gen_ai.operation.name")).isEqualTo("\"chat\"");
    assertThat(span.attribute("gen_ai.provider.name")).isEqualTo("\"openai\"");
    assertThat(span.attribute("gen_ai.request.model")).isEqualTo("\"m-1\"");
    assertThat(span.attribute("gen_ai.response.model")).isEqualTo("\"m-1-2026\"");
    assertThat(span.attribute("gen_ai.usage.input_tokens")).isEqualTo("\"12\"");
    assertThat(span.attribute("gen_ai.usage.output_tokens")).isEqualTo("\"3\"");
    assertThat(span.attribute("gen_ai.agent.name")).isEqualTo("\"general\"");
    assertThat(span.attribute("gen_ai.response.finish_reasons")).contains("\"stop\"");
    assertThat(span.attribute("server.address")).isEqualTo("\"127.0.0.1\"");
    assertThat(span.json().toString()).doesNotContain(KEY).doesNotContain("Weather?");
  }

  @Test
  void theModelThatAnswersIsNamedByEachProvider() throws Exception {
    ask(
        "anthropic",
        streams(
            "data: {\"type\":\"message_start\",\"message\":{\"model\":\"claude-x\"}}",
            "data: {\"type\":\"message_stop\"}"));
    assertThat(sent().attribute("gen_ai.response.model")).isEqualTo("\"claude-x\"");
    ask("ollama", streams("{\"model\":\"qwen-x\",\"message\":{\"content\":\"Hi\"},\"done\":true}"));
    assertThat(sent().attribute("gen_ai.response.model")).isEqualTo("\"qwen-x\"");
  }

  @Test
  void aCallThatFailsSaysHow() throws Exception {
    assertThatThrownBy(() -> ask("openai", fails(429, "7"))).isInstanceOf(ModelFailure.Busy.class);
    assertThatThrownBy(() -> ask("openai", fails(400, null)))
        .isInstanceOf(ModelFailure.Refused.class);
    List<String> errors = new ArrayList<>();
    spans.exportAll();
    collector.spans().forEach(span -> errors.add(span.attribute("error.type")));
    assertThat(errors).containsExactly("\"busy\"", "\"refused\"");
  }

  @Test
  void messagesAreShownIfTheSettingsWantThem() throws Exception {
    spans = new TracedSpans(collector, true);
    ask(
        "openai",
        streams(
            fragment(
                "\"index\":0,\"id\":\"c1\",\"function\":{\"name\":\"weather\",\"arguments\":\"{}\"}"),
            ended("tool_calls")));
    SentSpan span = sent();
    assertThat(text(span, "gen_ai.system_instructions"))
        .isEqualTo("[{\"type\":\"text\",\"content\":\"Be kind.\"}]");
    assertThat(text(span, "gen_ai.input.messages"))
        .isEqualTo(
            "[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"Weather?\"}]}]");
    assertThat(text(span, "gen_ai.output.messages"))
        .isEqualTo(
            "[{\"role\":\"assistant\",\"parts\":[{\"type\":\"tool_call\",\"id\":\"c1\","
                + "\"name\":\"weather\",\"arguments\":\"{}\"}],\"finish_reason\":\"tool_call\"}]");
  }

  private static String text(SentSpan span, String attribute) {
    return Json.read("[" + span.attribute(attribute) + "]").asJsonArray().getString(0);
  }
}
