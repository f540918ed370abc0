package org.waybill.api.agui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.waybill.api.Problem;
import org.waybill.api.RequestBody;
import org.waybill.json.Json;
import org.waybill.tool.ClientTool;

/** What clients send. */
class RunAgentInputTest {

  private static RunAgentInput read(String members) {
    String body = "{\"threadId\":\"t\",\"runId\":\"r\"," + members + "}";
    return RunAgentInput.read(RequestBody.of(Json.read(body), "body"));
  }

  @Test
  void theLastMessageOfTheUserCountsUnlessItIsAnswered() {
    assertThat(
            read("""
                    "messages":[{"id":"1","role":"user","content":"old"},
                      {"id":"2","role":"assistant","content":"answer"},
                      {"id":"3","role":"user","content":[{"type":"text","text":"new"}]},
                      {"id":"4","role":"system","content":"obey"}]""")
                .messages()
                .last())
        .isEqualTo("new");
    assertThat(
            read("""
                    "messages":[{"id":"1","role":"user","content":"old"},
                      {"id":"2","role":"assistant","content":"answer"}]""")
                .messages()
                .last())
        .isNull();
  }

  @Test
  void whatTheClientRepeatsOfTheServersWordsMakesNoOtherRun() {
    String user = "{\"id\":\"1\",\"role\":\"user\",\"content\":\"old\"}";
    RunAgentInput first = read("\"messages\":[" + user + "],\"tools\":[],\"state\":{\"a\":1}");
    assertThat(
            read("\"state\":{\"a\":1},\"messages\":["
                    + user
                    + ",{\"id\":\"2\",\"role\":\"assistant\",\"content\":\"half\"}]")
                .sent())
        .isEqualTo(first.sent());
    assertThat(read("\"messages\":[" + user + "],\"state\":{\"a\":2}").sent())
        .isNotEqualTo(first.sent());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"messages\":7 | messages",
        "\"messages\":[7] | messages[0]",
        "\"messages\":[{\"role\":\"king\"}] | messages[0].role",
        "\"messages\":[{\"role\":\"user\"}] | messages[0].content",
        "\"messages\":[{\"role\":\"user\",\"content\":\" \"}] | messages[0].content",
        "\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image\"}]}] | messages[0].content[0].type",
        "\"tools\":[1] | tools[0]",
        "\"tools\":[{}] | tools[0].name",
        "\"tools\":[{\"name\":\"a b\"}] | tools[0].name",
        "\"tools\":[{\"name\":\"a\"},{\"name\":\"a\"}] | tools[1].name",
        "\"tools\":[{\"name\":\"a\",\"parameters\":7}] | tools[0].parameters",
        "\"tools\":[{\"name\":\"a\",\"parameters\":{\"type\":7}}] | tools[0].parameters",
        "\"context\":{} | context",
        "\"parentRunId\":1 | parentRunId",
        "\"resume\":{} | resume",
        "\"resume\":[{}] | resume[0].status",
        "\"resume\":[{\"status\":\"done\"}] | resume[0].status",
        "\"resume\":[{\"status\":\"resolved\"}] | resume[0].interruptId",
        "\"resume\":[{\"status\":\"resolved\",\"interruptId\":\"a\"},{\"status\":\"resolved\",\"interruptId\":\"a\"}] | resume[1].interruptId"
      })
  void whatIsWrongIsNamed(String members, String field) {
    assertThatThrownBy(() -> read(members))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.status()).isEqualTo(400);
              assertThat(problem.field()).isEqualTo(field);
            });
  }

  /** Generators of schemas name an older dialect, and leave out what is empty. */
  @Test
  void aToolOfTheClientNeedsANameAlone() {
    assertThat(
            read("\"tools\":[{\"name\":\"a\",\"parameters\":{\"$schema\":\"http://json-schema.org/draft-07/schema#\"}},"
                    + "{\"name\":\"b\"}]")
                .tools())
        .extracting(ClientTool::parameters)
        .containsOnly("{\"type\":\"object\"}");
  }

  @Test
  void toolsAreBoundedInNumberAndSize() {
    String many =
        String.join(
            ",", IntStream.range(0, 129).mapToObj(i -> "{\"name\":\"t" + i + "\"}").toList());
    assertThatThrownBy(() -> read("\"tools\":[" + many + "]")).hasMessageContaining("at most 128");
    String large =
        String.join(
            ",",
            IntStream.range(0, 60)
                .mapToObj(
                    i ->
                        "{\"name\":\"t%d\",\"description\":\"%s\"}".formatted(i, "x".repeat(4_000)))
                .toList());
    assertThatThrownBy(() -> read("\"tools\":[" + large + "]"))
        .hasMessageContaining("at most 200000 characters");
  }

  /** Front ends put a result behind its call, or behind all of them. */
  @Test
  void resultsAreThoseSinceTheUserSpoke() {
    String tool = ",{\"role\":\"tool\",\"toolCallId\":\"%s\",\"content\":\"%s\"}";
    String user = "{\"role\":\"user\",\"content\":\"go\"}";
    String assistant = ",{\"role\":\"assistant\",\"content\":\"\"}";
    InputMessages messages =
        read("\"messages\":["
                + user
                + tool.formatted("old", "x")
                + ","
                + user
                + assistant
                + tool.formatted("a", "1")
                + assistant
                + tool.formatted("b", "2")
                + "]")
            .messages();
    assertThat(messages.results()).extracting(ToolMessage::callId).containsExactly("a", "b");
    assertThat(messages.results().get(0).result().toString()).isEqualTo("\"1\"");
    InputMessages next =
        read("\"messages\":[" + user + tool.formatted("a", "1") + "," + user + "]").messages();
    assertThat(next.last()).isEqualTo("go");
    assertThat(next.results()).extracting(ToolMessage::callId).containsExactly("a");
  }

  @Test
  void idsAreRequired() {
    assertThatThrownBy(() -> RunAgentInput.read(RequestBody.of(Json.read("{}"), "body")))
        .hasMessageContaining("threadId");
    assertThatThrownBy(
            () -> RunAgentInput.read(RequestBody.of(Json.read("{\"threadId\":\"t\"}"), "body")))
        .hasMessageContaining("runId");
  }

  @Test
  void idsOfQuestionsNameTaskAndAttempt() {
    InterruptId id = new InterruptId(new java.util.UUID(1, 2), 3);
    assertThat(InterruptId.parse(id.toString())).contains(id);
    assertThat(InterruptId.parse("x.1")).isEmpty();
    assertThat(InterruptId.parse("------------------------------------.1")).isEmpty();
  }
}
