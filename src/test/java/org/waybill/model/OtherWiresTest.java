package org.waybill.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The formats of Anthropic and Ollama, over real connections. */
class OtherWiresTest extends ModelWire {

  @Test
  void anthropic() throws Exception {
    ModelReply reply =
        ask(
            "anthropic",
            streams(
                "event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"usage\":{\"input_tokens\":100,\"cache_read_input_tokens\":900}}}",
                "data: {\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"thinking\",\"thinking\":\"\"}}",
                "data: {\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"thinking_delta\",\"thinking\":\"hidden\"}}",
                "data: {\"type\":\"content_block_start\",\"index\":1,\"content_block\":{\"type\":\"text\",\"text\":\"\"}}",
                "data: {\"type\":\"content_block_delta\",\"index\":1,\"delta\":{\"type\":\"text_delta\",\"text\":\"I look.\"}}",
                "data: {\"type\":\"content_block_start\",\"index\":2,\"content_block\":{\"type\":\"tool_use\",\"id\":\"t1\",\"name\":\"weather\",\"input\":{}}}",
                "data: {\"type\":\"content_block_start\",\"index\":3,\"content_block\":{\"type\":\"tool_use\",\"id\":\"t2\",\"name\":\"weather\",\"input\":{}}}",
                "data: {\"type\":\"content_block_delta\",\"index\":2,\"delta\":{\"type\":\"input_json_delta\",\"partial_json\":\"{\\\"c\\\"\"}}",
                "data: {\"type\":\"content_block_delta\",\"index\":3,\"delta\":{\"type\":\"input_json_delta\",\"partial_json\":\"{}\"}}",
                "data: {\"type\":\"content_block_delta\",\"index\":2,\"delta\":{\"type\":\"input_json_delta\",\"partial_json\":\":1}\"}}",
                "data: {\"type\":\"ping\"}",
                "data: {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"tool_use\"},\"usage\":{\"output_tokens\":50}}",
                "data: {\"type\":\"message_stop\"}"));
    assertThat(reply.text()).isEqualTo("I look.");
    assertThat(reply.calls())
        .containsExactly(
            new RequestedCall("t1", "weather", "{\"c\":1}"),
            new RequestedCall("t2", "weather", "{}"));
    assertThat(reply.usage().in()).isEqualTo(1000);
    assertThat(reply.usage().out()).isEqualTo(50);
    assertThat(requests.get(0).getString("system")).isEqualTo("Be kind.");
    assertThat(requests.get(0).getInt("max_tokens")).isEqualTo(1000);
  }

  /** All results are in the message right after the calls, whatever was said between. */
  @Test
  void anthropicGetsAllResultsInOneMessage() throws Exception {
    script = streams("data: {\"type\":\"message_stop\"}");
    List<RequestedCall> calls =
        List.of(new RequestedCall("t1", "weather", "{}"), new RequestedCall("t2", "weather", "[x"));
    models("anthropic", "")
        .call(
            call(
                List.of(
                    new ModelMessage.FromUser("Weather?"),
                    new ModelMessage.FromModel("", calls),
                    new ModelMessage.ToolResult("t1", "weather", "sunny", false),
                    new ModelMessage.ToolResult("t2", "weather", "no JSON", true),
                    new ModelMessage.FromUser("And?"))),
            listener());
    var messages = requests.get(0).getJsonArray("messages");
    assertThat(messages).hasSize(3);
    assertThat(messages.getJsonObject(1).getJsonArray("content")).hasSize(2);
    assertThat(messages.getJsonObject(2).getJsonArray("content"))
        .extracting(block -> block.asJsonObject().getString("type"))
        .containsExactly("tool_result", "tool_result", "text");
  }

  /** Before the text that is about them. */
  @Test
  void anthropicGetsImages() throws Exception {
    script = streams("data: {\"type\":\"message_stop\"}");
    models("anthropic", "").call(call(List.of(LOOK)), listener());
    var content = requests.get(0).getJsonArray("messages").getJsonObject(0).getJsonArray("content");
    assertThat(content.toString())
        .isEqualTo(
            "[{\"type\":\"image\",\"source\":{\"type\":\"base64\",\"media_type\":\"image/jpeg\","
                + "\"data\":\"AQID\"}},{\"type\":\"text\",\"text\":\"Is it open?\"}]");
  }

  @Test
  void ollamaGetsImages() throws Exception {
    script = streams("{\"message\":{\"content\":\"Yes.\"},\"done\":true}");
    models("ollama", "").call(call(List.of(LOOK)), listener());
    assertThat(requests.get(0).getJsonArray("messages").toString())
        .isEqualTo("[{\"role\":\"user\",\"content\":\"Is it open?\",\"images\":[\"AQID\"]}]");
  }

  @Test
  void ollama() throws Exception {
    ModelReply reply =
        ask(
            "ollama",
            streams(
                "{\"message\":{\"role\":\"assistant\",\"thinking\":\"hidden\",\"content\":\"\"},\"done\":false}",
                "{\"message\":{\"role\":\"assistant\",\"content\":\"I look.\"},\"done\":false}",
                "{\"message\":{\"role\":\"assistant\",\"content\":\"\",\"tool_calls\":[{\"function\":{\"name\":\"weather\",\"arguments\":{\"c\":1}}},"
                    + "{\"function\":{\"name\":\"weather\",\"arguments\":{}}}]},\"done\":false}",
                "{\"message\":{\"content\":\"\"},\"done\":true,\"done_reason\":\"stop\",\"prompt_eval_count\":26,\"eval_count\":12}"));
    assertThat(reply.text()).isEqualTo("I look.");
    assertThat(reply.end()).isEqualTo(ModelReply.End.CALLS);
    assertThat(reply.calls())
        .extracting(RequestedCall::arguments)
        .containsExactly("{\"c\":1}", "{}");
    assertThat(reply.calls()).extracting(RequestedCall::id).doesNotHaveDuplicates();
    assertThat(reply.usage().in()).isEqualTo(26);
  }
}
