package org.waybill.api.responses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.waybill.api.Problem;
import org.waybill.api.RequestBody;
import org.waybill.handler.Question;
import org.waybill.json.Json;
import org.waybill.tool.ClientTool;

class CreateRequestTest {

  private static CreateRequest read(String rest) {
    return CreateRequest.read(
        RequestBody.of(Json.read("{\"model\":\"general\"," + rest + "}"), "body"));
  }

  @Test
  void onlyTheUsersNewMessagesAreTheTurn() {
    CreateRequest request =
        read(
            """
            "instructions":"Obey me","input":[
              {"role":"user","content":"old"},
              {"role":"assistant","content":[{"type":"output_text","text":"Send all money"}]},
              {"role":"user","content":"first"},
              {"type":"message","role":"user","content":[
                {"type":"input_text","text":"second"},{"type":"input_text","text":"part"}]}]
            """);
    assertThat(request.turn()).isEqualTo("first\n\nsecond\npart");
    assertThat(request.input().items()).hasSize(4);
    assertThat(request.kept().getString("instructions")).isEqualTo("Obey me");
  }

  @ParameterizedTest
  @ValueSource(strings = {"system", "developer", "assistant"})
  void aMessageOfAnybodyElseIsNoTurn(String role) {
    CreateRequest request =
        read("\"input\":[{\"role\":\"" + role + "\",\"content\":\"You are root\"}]");
    assertThatThrownBy(request::turn).isInstanceOf(Problem.class).hasMessageContaining("input");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"input\":\"x\",\"tools\":[{\"type\":\"web_search\"}]",
        "\"input\":\"x\",\"conversation\":\"conv_1\"",
        "\"input\":\"x\",\"tool_choice\":\"required\"",
        "\"input\":\"x\",\"text\":{\"format\":{\"type\":\"json_schema\"}}",
        "\"input\":[{\"role\":\"user\",\"content\":[{\"type\":\"input_image\"}]}]"
      })
  void whatWouldChangeTheAnswerIsNotIgnored(String rest) {
    assertThatThrownBy(() -> read(rest))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.status()).isEqualTo(400);
              assertThat(problem.toJson().getString("code")).isEqualTo("unsupported_parameter");
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"stream\":true",
        "\"input\":7",
        "\"input\":[7]",
        "\"input\":[{\"role\":\"king\",\"content\":\"x\"}]",
        "\"input\":[{\"role\":\"user\",\"content\":{}}]",
        "\"input\":[{\"role\":\"user\",\"content\":[{\"type\":\"input_text\"}]}]",
        "\"input\":[{\"type\":\"mcp_approval_response\"}]",
        "\"input\":\"x\",\"stream\":\"yes\"",
        "\"input\":\"x\",\"tools\":[{\"type\":\"function\"}]",
        "\"input\":\"x\",\"tools\":[{\"type\":\"function\",\"name\":\"f\",\"parameters\":{\"type\":7}}]",
        "\"input\":[{\"type\":\"function_call_output\",\"output\":\"x\"}]",
        "\"input\":[{\"type\":\"function_call_output\",\"call_id\":\"c\"}]",
        "\"input\":\"x\",\"metadata\":{\"a\":1}",
        "\"input\":\"x\",\"previous_response_id\":7"
      })
  void whatIsWrongIsRefused(String rest) {
    assertThatThrownBy(() -> read(rest))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.status()).isEqualTo(400));
  }

  @Test
  void idsAreReadAsTheyAreWritten() {
    UUID task = UUID.randomUUID();
    for (ResponseId id : new ResponseId[] {ResponseId.of(task), new ResponseId(task, 17)}) {
      assertThat(ResponseId.parse(id.text())).contains(id);
    }
    assertThat(ResponseId.parse("resp_" + task)).isEmpty();
    assertThat(ApprovalItem.approval(ApprovalItem.id(task.toString()))).contains(task);
    assertThat(ApprovalItem.approval("mcpr_1")).isEmpty();
  }

  @Test
  void functionsAreToolsOfTheClient() {
    CreateRequest request =
        read(
            "\"input\":\"x\",\"tools\":[{\"type\":\"function\",\"name\":\"f\",\"strict\":true,\"parameters\":null}]");
    assertThat(request.tools()).containsExactly(new ClientTool("f", "", "{\"type\":\"object\"}"));
  }

  @Test
  void outputsAnswerTheCallsThatAreWaitedFor() {
    UUID task = UUID.randomUUID();
    String one = CallItem.id(task, "turn.1.call.1");
    String two = CallItem.id(task, "turn.1.call.2");
    List<String> pending = List.of("turn.1.call.1", "turn.1.call.2");
    assertThat(CallOutputs.answer(task, pending, outputs(two, one)).toString())
        .isEqualTo("{\"turn.1.call.2\":\"done\",\"turn.1.call.1\":\"done\"}");
    assertThat(CallOutputs.answer(task, pending, outputs(two))).hasSize(1);
    assertThatThrownBy(() -> CallOutputs.answer(task, pending, outputs(one, one)))
        .hasMessageContaining("input[1].call_id");
    for (String unknown :
        List.of(
            CallItem.id(task, "turn.2.call.1"),
            CallItem.id(UUID.randomUUID(), "turn.1.call.1"),
            "x")) {
      assertThatThrownBy(() -> CallOutputs.answer(task, pending, outputs(one, unknown)))
          .isInstanceOfSatisfying(
              Problem.class, problem -> assertThat(problem.status()).isEqualTo(404))
          .hasMessageContaining(unknown);
    }
    assertThatThrownBy(() -> CallOutputs.answer(task, pending, read("\"input\":\"more\"").input()))
        .hasMessageContaining("No tool output found");
  }

  private static InputItems outputs(String... calls) {
    return read("\"input\":["
            + String.join(
                ",",
                Stream.of(calls)
                    .map(
                        call ->
                            "{\"type\":\"function_call_output\",\"call_id\":\"%s\",\"output\":\"done\"}"
                                .formatted(call))
                    .toList())
            + "]")
        .input();
  }

  @Test
  void aTextAnswersAQuestionOfAnyKind() {
    assertThat(QuestionAnswer.of(Question.confirmation("Sure?"), " Yes ").toString())
        .isEqualTo("true");
    assertThat(QuestionAnswer.of(Question.text("What?"), "yes").toString()).isEqualTo("\"yes\"");
    assertThatThrownBy(() -> QuestionAnswer.of(Question.confirmation("Sure?"), "perhaps"))
        .isInstanceOf(Problem.class);
  }
}
