package org.waybill.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Open Responses as a format of models, over real connections. */
class ResponsesWireTest extends ModelWire {

  private static final String USAGE =
      "\"usage\":{\"input_tokens\":1000,\"output_tokens\":100,"
          + "\"input_tokens_details\":{\"cached_tokens\":500}}";

  private static String event(String type, String members) {
    return "event: " + type + "\ndata: {\"type\":\"" + type + "\"," + members + "}";
  }

  private static String text(String delta) {
    return event("response.output_text.delta", "\"output_index\":0,\"delta\":\"" + delta + "\"");
  }

  private static String item(String event, int place, String id, String arguments) {
    return event(
        event,
        "\"output_index\":%d,\"item\":{\"type\":\"function_call\",\"id\":\"fc_%s\",\"call_id\":\"%s\",\"name\":\"weather\",\"arguments\":\"%s\"}"
            .formatted(place, id, id, arguments));
  }

  private static String arguments(int place, String delta) {
    return event(
        "response.function_call_arguments.delta",
        "\"output_index\":%d,\"delta\":\"%s\"".formatted(place, delta));
  }

  private static String completed(String members) {
    return event("response.completed", "\"response\":{\"model\":\"m-1\"," + members + "}");
  }

  @Test
  void textComesAByteAtATime() throws Exception {
    String all =
        String.join(
            "\n\n",
            event("response.created", "\"response\":{}"),
            event("response.reasoning_summary_text.delta", "\"delta\":\"hidden\""),
            text("Grüße "),
            text("🌦️"),
            completed(USAGE),
            "");
    ModelReply reply = ask("responses", bytes(all, 1));
    assertThat(reply.text()).isEqualTo("Grüße 🌦️");
    assertThat(pieces).containsExactly("Grüße ", "🌦️");
    assertThat(reply.end()).isEqualTo(ModelReply.End.COMPLETE);
    assertThat(reply.usage().cost()).isEqualByComparingTo("0.0021");
    JsonObject asked = requests.get(0);
    assertThat(asked.getString("instructions")).isEqualTo("Be kind.");
    assertThat(asked.getBoolean("store")).isFalse();
    assertThat(asked.getJsonArray("tools").getJsonObject(0).getString("name")).isEqualTo("weather");
  }

  @Test
  void interleavedFragmentsOfCalls() throws Exception {
    ModelReply reply =
        ask(
            "responses",
            streams(
                item("response.output_item.added", 0, "a", ""),
                item("response.output_item.added", 1, "b", ""),
                arguments(0, "{\\\"c\\\":"),
                arguments(1, "{\\\"d\\\":"),
                arguments(0, "1}"),
                arguments(1, "2}"),
                item("response.output_item.done", 0, "a", "{\\\"c\\\":1}"),
                item("response.output_item.done", 1, "b", "{\\\"d\\\":2}"),
                completed(USAGE)));
    assertThat(reply.end()).isEqualTo(ModelReply.End.CALLS);
    assertThat(reply.calls())
        .containsExactly(
            new RequestedCall("a", "weather", "{\"c\":1}"),
            new RequestedCall("b", "weather", "{\"d\":2}"));
  }

  @Test
  void whatComesInNoPiecesIsTakenAsAWhole() throws Exception {
    ModelReply reply =
        ask(
            "responses",
            streams(
                completed(
                    "\"output\":[{\"type\":\"message\",\"content\":[{\"type\":\"output_text\",\"text\":\"I look.\"}]},"
                        + "{\"type\":\"function_call\",\"call_id\":\"a\",\"name\":\"weather\",\"arguments\":\"{}\"}]")));
    assertThat(reply.text()).isEqualTo("I look.");
    assertThat(reply.calls()).containsExactly(new RequestedCall("a", "weather", "{}"));
  }

  @Test
  void imagesAreDataUrls() throws Exception {
    script = streams(completed(USAGE));
    models("responses", "").call(call(List.of(LOOK)), listener());
    assertThat(requests.get(0).getJsonArray("input").getJsonObject(0).get("content"))
        .hasToString(
            "[{\"type\":\"input_text\",\"text\":\"Is it open?\"},"
                + "{\"type\":\"input_image\",\"image_url\":\"data:image/jpeg;base64,AQID\"}]");
  }

  @Test
  void anAnswerThatWasCutOffSaysSo() throws Exception {
    assertThat(incomplete("max_output_tokens").end()).isEqualTo(ModelReply.End.LENGTH);
    assertThat(incomplete("content_filter").end()).isEqualTo(ModelReply.End.FILTERED);
  }

  private ModelReply incomplete(String reason) throws Exception {
    ModelReply reply =
        ask(
            "responses",
            streams(
                text("So"),
                item("response.output_item.added", 1, "a", ""),
                arguments(1, "{"),
                event(
                    "response.incomplete",
                    "\"response\":{\"incomplete_details\":{\"reason\":\"" + reason + "\"}}")));
    assertThat(reply.text()).isEqualTo("So");
    assertThat(reply.calls()).isEmpty();
    return reply;
  }

  @Test
  void failuresAreToldApart() {
    assertThatThrownBy(() -> ask("responses", streams(text("So"))))
        .isInstanceOf(ModelFailure.Broken.class);
    String overloaded = "\"response\":{\"error\":{\"code\":\"rate_limit_exceeded\"}}";
    assertThatThrownBy(() -> ask("responses", streams(event("response.failed", overloaded))))
        .isInstanceOf(ModelFailure.Busy.class);
    String broken = "\"response\":{\"error\":{\"code\":\"server_error\",\"message\":\"no\"}}";
    assertThatThrownBy(() -> ask("responses", streams(event("response.failed", broken))))
        .isInstanceOf(ModelFailure.Broken.class);
  }

  @Test
  void callsAndTheirResultsAreItemsOfTheInput() throws Exception {
    script = streams(completed(USAGE));
    models("responses", "")
        .call(
            call(
                List.of(
                    new ModelMessage.FromUser("Weather?"),
                    new ModelMessage.FromModel(
                        "I look.", List.of(new RequestedCall("a", "weather", "{}"))),
                    new ModelMessage.ToolResult("a", "weather", "sunny", false))),
            listener());
    assertThat(requests.get(0).getJsonArray("input"))
        .extracting(item -> item.asJsonObject().getString("type"))
        .containsExactly("message", "message", "function_call", "function_call_output");
  }
}
