package org.waybill.api.responses;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The events of responses, from those of their tasks. */
class ResponseReplayTest {

  static Stream<Histories.History> histories() {
    return Histories.all();
  }

  @ParameterizedTest
  @MethodSource("histories")
  void numbersHaveNoHoleAndAreTheSameAtEachReading(Histories.History history) {
    for (int from : history.begins()) {
      List<JsonObject> all = history.events().sent(from, -1);
      assertThat(all.stream().map(each -> each.getInt("sequence_number")))
          .containsExactlyElementsOf(IntStream.range(0, all.size()).boxed().toList());
      assertThat(history.events().sent(from, -1)).isEqualTo(all);
    }
  }

  @ParameterizedTest
  @MethodSource("histories")
  void aStreamThatIsCutAnywhereGoesOnWithTheSameRest(Histories.History history) {
    for (int from : history.begins()) {
      List<JsonObject> all = history.events().sent(from, -1);
      for (int seen = 0; seen < all.size(); seen++) {
        assertThat(history.events().sent(from, seen)).isEqualTo(all.subList(seen + 1, all.size()));
      }
    }
  }

  /** As the official client puts a response together from its events. */
  @ParameterizedTest
  @MethodSource("histories")
  void theEventsAddUpToTheResponse(Histories.History history) {
    for (int from : history.begins()) {
      List<JsonObject> all = history.events().sent(from, -1);
      assertThat(all.get(0).getString("type")).isEqualTo("response.created");
      JsonObject last = all.get(all.size() - 1);
      assertThat(last.getString("type"))
          .isIn("response.completed", "response.failed", "response.incomplete");
      JsonObject response = last.getJsonObject("response");
      assertThat(items(all)).isEqualTo(response.getJsonArray("output"));
      assertThat(response.getString("status")).isNotEqualTo("in_progress");
      assertThat(response)
          .containsKeys(
              "id",
              "object",
              "created_at",
              "status",
              "model",
              "output",
              "usage",
              "error",
              "incomplete_details",
              "instructions",
              "metadata",
              "parallel_tool_calls",
              "temperature",
              "top_p",
              "tool_choice",
              "tools",
              "previous_response_id");
      assertThat(deltas(all))
          .allSatisfy((item, said) -> assertThat(textOf(response, item)).isIn(said.toString(), ""));
    }
  }

  private static List<JsonValue> items(List<JsonObject> events) {
    Map<Integer, JsonValue> items = new TreeMap<>();
    for (JsonObject event : events) {
      if (event.getString("type").equals("response.output_item.added")) {
        assertThat(event.getInt("output_index")).isEqualTo(items.size());
        items.put(event.getInt("output_index"), event.get("item"));
      } else if (event.getString("type").equals("response.output_item.done")) {
        items.put(event.getInt("output_index"), event.get("item"));
      }
    }
    return List.copyOf(items.values());
  }

  private static Map<String, StringBuilder> deltas(List<JsonObject> events) {
    Map<String, StringBuilder> deltas = new TreeMap<>();
    events.stream()
        .filter(each -> each.getString("type").equals("response.output_text.delta"))
        .forEach(
            each ->
                deltas
                    .computeIfAbsent(each.getString("item_id"), id -> new StringBuilder())
                    .append(each.getString("delta")));
    return deltas;
  }

  private static String textOf(JsonObject response, String item) {
    return response.getJsonArray("output").getValuesAs(JsonObject.class).stream()
        .filter(each -> each.getString("id").equals(item))
        .flatMap(each -> each.getJsonArray("content").getValuesAs(JsonObject.class).stream())
        .map(part -> part.getString("text"))
        .findFirst()
        .orElse("");
  }

  private static JsonObject response(GivenEvents events, int from) {
    List<JsonObject> all = events.sent(from, -1);
    return all.get(all.size() - 1).getJsonObject("response");
  }

  private static String outputText(JsonObject response) {
    StringBuilder text = new StringBuilder();
    for (JsonObject item : response.getJsonArray("output").getValuesAs(JsonObject.class)) {
      if (item.getString("type").equals("message")) {
        text.append(textOf(response, item.getString("id")));
      }
    }
    return text.toString();
  }

  @Test
  void anAnswerIsOneMessageWithItsUsage() {
    JsonObject response = response(Histories.plain(), 1);
    assertThat(response.getString("status")).isEqualTo("completed");
    assertThat(outputText(response)).isEqualTo("Hello");
    assertThat(response.getJsonObject("usage").getInt("total_tokens")).isEqualTo(12);
    assertThat(response.getString("id")).isEqualTo("resp_0198f6a27a5170008c113a52d1f4c0de");
  }

  @Test
  void aCallOfAToolIsAnItemBetweenTwoMessages() {
    JsonObject response = response(Histories.withTool(), 1);
    assertThat(outputText(response)).isEqualTo("Let me see.\n\nDone.");
    assertThat(types(response)).containsExactly("message", "mcp_call", "message");
  }

  private static List<String> types(JsonObject response) {
    return response.getJsonArray("output").getValuesAs(JsonObject.class).stream()
        .map(each -> each.getString("type"))
        .toList();
  }

  @Test
  void anApprovalEndsTheResponseAndAnotherOneGoesOn() {
    JsonObject first = response(Histories.withApproval(), 1);
    assertThat(first.getString("status")).isEqualTo("completed");
    assertThat(types(first)).containsExactly("message", "mcp_call", "mcp_approval_request");
    JsonObject request = first.getJsonArray("output").getJsonObject(2);
    assertThat(request.getString("name")).isEqualTo("mail");
    assertThat(request.getString("arguments")).isEqualTo("{\"to\":\"bob\"}");
    JsonObject second = response(Histories.withApproval(), 7);
    assertThat(second.getString("id")).isEqualTo("resp_0198f6a27a5170008c113a52d1f4c0de_7");
    assertThat(second.getString("previous_response_id")).isEqualTo(first.getString("id"));
    assertThat(outputText(second)).isEqualTo("Sent.");
    assertThat(second.getJsonObject("usage").getInt("input_tokens")).isEqualTo(20);
  }

  @Test
  void callsOfTheClientsToolsEndTheResponseUntilAllAreAnswered() {
    JsonObject first = response(Histories.withToolsOfTheClient(), 1);
    assertThat(first.getString("status")).isEqualTo("completed");
    assertThat(types(first)).containsExactly("message", "function_call", "function_call");
    JsonObject call = first.getJsonArray("output").getJsonObject(1);
    assertThat(call.getString("name")).isEqualTo("paint");
    assertThat(call.getString("arguments")).isEqualTo("{\"to\":\"bob\"}");
    assertThat(call.getString("status")).isEqualTo("completed");
    assertThat(CallItem.call(GivenEvents.TASK, call.getString("call_id")))
        .contains("turn.1.call.1");
    JsonObject second = response(Histories.withToolsOfTheClient(), 8);
    assertThat(types(second)).containsExactly("function_call");
    JsonObject last = response(Histories.withToolsOfTheClient(), 12);
    assertThat(types(last)).containsExactly("message");
    assertThat(outputText(last)).isEqualTo("Painted.");
  }

  @Test
  void whatAnotherAttemptRepeatsIsNotSentAgain() {
    JsonObject response = response(Histories.repeated(), 1);
    assertThat(types(response)).containsExactly("message");
    assertThat(outputText(response)).isEqualTo("One two three.");
  }

  @Test
  void whatAnotherAttemptSaysOtherwiseIsAnotherMessage() {
    JsonObject response = response(Histories.changed(), 1);
    assertThat(types(response)).containsExactly("message", "message");
    assertThat(response.getJsonArray("output").getJsonObject(0).getString("status"))
        .isEqualTo("incomplete");
    assertThat(outputText(response)).isEqualTo("One and a half");
  }

  @Test
  void aFailureSaysWhy() {
    JsonObject response = response(Histories.failed(), 1);
    assertThat(response.getString("status")).isEqualTo("failed");
    assertThat(response.getJsonObject("error").getString("code")).isEqualTo("server_error");
    assertThat(response.getJsonObject("error").getString("message"))
        .isEqualTo("model_refused: The model broke.");
    assertThat(outputText(response)).isEqualTo("I was about to");
  }

  @Test
  void aLimitMakesItIncomplete() {
    JsonObject response = response(Histories.plain().stoppedBy("tokens"), 1);
    assertThat(response.getString("status")).isEqualTo("incomplete");
    assertThat(response.getJsonObject("incomplete_details").getString("reason"))
        .isEqualTo("max_output_tokens");
  }

  @Test
  void anAnswerThatWasNotSaidInPiecesIsSaidAtTheEnd() {
    GivenEvents events = GivenEvents.queued().started().completed("391");
    assertThat(outputText(response(events, 1))).isEqualTo("391");
    GivenEvents shorter = GivenEvents.queued().started().says("3912").completed("391");
    assertThat(outputText(response(shorter, 1))).isEqualTo("391");
  }

  @Test
  void aQuestionIsAMessage() {
    assertThat(outputText(response(Histories.asking(), 1))).isEqualTo("Hm.\n\nWhich one?");
    assertThat(outputText(response(Histories.asking(), 5))).isEqualTo("That one.");
  }

  @Test
  void aRetryIsAnotherResponseWithTheWholeAnswer() {
    assertThat(response(Histories.retriedByHand(), 1).getString("status")).isEqualTo("failed");
    assertThat(outputText(response(Histories.retriedByHand(), 5))).isEqualTo("One more");
  }
}
