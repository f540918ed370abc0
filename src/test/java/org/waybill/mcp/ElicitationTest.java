package org.waybill.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.waybill.handler.InputNeeded;
import org.waybill.handler.Question;
import org.waybill.handler.RecordedContext;
import org.waybill.json.Json;
import org.waybill.owner.Owner;
import org.waybill.tool.ToolCall;

/** Servers that ask a person something in the middle of a call. */
class ElicitationTest {

  private static final String FORM =
      """
      {"message":"Who?","requestedSchema":{"type":"object","required":["name"],"properties":{
        "name":{"type":"string","minLength":2},"age":{"type":"integer"},
        "pets":{"type":"array","items":{"type":"string","enum":["cat","dog"]}}}}}""";

  private final RecordedContext context =
      new RecordedContext(new Owner("acme", "ann"), UUID.randomUUID(), 1);
  private final ToolCall call = new ToolCall("call", context);
  private final AtomicInteger calls = new AtomicInteger();
  private final AtomicReference<JsonObject> got = new AtomicReference<>();

  /** Asks this in the middle of each call; the result is the answer. */
  private ScriptedMcpServer asking(String method, String params) {
    return new ScriptedMcpServer(
        (server, exchange, message) -> {
          calls.incrementAndGet();
          String request =
              "data: {\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"%s\",\"params\":%s}\n\n"
                  .formatted(method, params.replace("\n", ""));
          try (OutputStream out = server.begin(exchange, request)) {
            got.set(server.answer());
            String said = Json.quote(String.valueOf(got.get().get("result")));
            String result =
                ScriptedMcpServer.response(
                    message.getString("id"),
                    "{\"content\":[{\"type\":\"text\",\"text\":" + said + "}]}");
            out.write(("data: " + result + "\n\n").getBytes(StandardCharsets.UTF_8));
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  private static RemoteTool tool(ScriptedMcpServer peer) throws InterruptedException {
    McpServer server = new McpServer(peer.spec(), ScriptedMcpServer.THREADS);
    server.refresh();
    return server.tools().get(0);
  }

  private Question asked(RemoteTool tool) {
    InputNeeded needed =
        catchThrowableOfType(InputNeeded.class, () -> tool.run(JsonValue.EMPTY_JSON_OBJECT, call));
    assertThat(needed).isNotNull();
    return needed.question();
  }

  private String result(RemoteTool tool) throws Exception {
    return tool.run(JsonValue.EMPTY_JSON_OBJECT, call).asJsonObject().getString("text");
  }

  @Test
  void aFormBecomesAQuestionAndItsAnswerGoesBackIntoTheSameCall() throws Exception {
    try (ScriptedMcpServer peer = asking("elicitation/create", FORM)) {
      RemoteTool tool = tool(peer);
      Question question = asked(tool);
      assertThat(question.kind()).isEqualTo(Question.Kind.FORM);
      assertThat(question.text()).startsWith("MCP server peer asks: Who?").contains("cat, dog");
      assertThat(question.fields())
          .containsExactly(
              new Question.Field("name", Question.Field.Type.TEXT, true),
              new Question.Field("age", Question.Field.Type.NUMBER, false),
              new Question.Field("pets", Question.Field.Type.TEXT, false));
      assertThat(question.standard().toString()).isEqualTo("\"cancel\"");
      // Not before it has time to hear of it: the call may take 10 s.
      assertThat(question.expiresAfter()).isLessThan(peer.spec().timeout());
      context.answered(question.name(), "{\"name\":\"Ann\",\"age\":7.0,\"pets\":\"cat, dog\"}");
      assertThat(result(tool))
          .contains("\"action\":\"accept\"")
          .contains("{\"name\":\"Ann\",\"age\":7,\"pets\":[\"cat\",\"dog\"]}");
      assertThat(calls).hasValue(1);
    }
  }

  /** Of a tool that writes: the call that was begun goes on, and is not made again. */
  @Test
  void aLaterAttemptLooksTheCallUpOnTheNodeThatHoldsIt() throws Exception {
    try (ScriptedMcpServer peer = asking("elicitation/create", FORM)) {
      RemoteTool tool = tool(peer);
      assertThat(tool.lookup(JsonValue.EMPTY_JSON_OBJECT, call)).isNull();
      context.answered(asked(tool).name(), "{\"name\":\"Ann\"}");
      assertThat(tool.lookup(JsonValue.EMPTY_JSON_OBJECT, call).find().orElseThrow().toString())
          .contains("Ann");
      assertThat(tool.lookup(JsonValue.EMPTY_JSON_OBJECT, call)).isNull();
      assertThat(calls).hasValue(1);
    }
  }

  /** As after the death of the node: the call is made again, and nobody is asked twice. */
  @Test
  void aCallThatIsMadeAgainIsAnsweredAsBefore() throws Exception {
    try (ScriptedMcpServer peer = asking("elicitation/create", FORM);
        ScriptedMcpServer restarted = asking("elicitation/create", FORM)) {
      context.answered(asked(tool(peer)).name(), "{\"name\":\"Ann\"}");
      assertThat(result(tool(restarted))).contains("Ann");
      assertThat(calls).hasValue(2);
    }
  }

  @Test
  void whatTheServersSchemaDoesNotAllowIsAskedAgain() throws Exception {
    try (ScriptedMcpServer peer = asking("elicitation/create", FORM)) {
      RemoteTool tool = tool(peer);
      context.answered(asked(tool).name(), "{\"name\":\"A\"}");
      Question again = asked(tool);
      assertThat(again.text()).contains("not allowed", "/name");
      context.answered(again.name(), "{\"name\":\"Ann\"}");
      assertThat(result(tool)).contains("Ann");
    }
  }

  @ParameterizedTest
  @CsvSource({"decline", "cancel"})
  void aPersonNeedNotAnswer(String action) throws Exception {
    try (ScriptedMcpServer peer = asking("elicitation/create", FORM)) {
      RemoteTool tool = tool(peer);
      Question question = asked(tool);
      JsonValue no = Json.read(Json.quote(action));
      assertThat(question.misfit(no)).isEmpty();
      assertThat(Question.of(question.toJson()).misfit(no)).isEmpty();
      context.answered(question.name(), no.toString());
      assertThat(result(tool)).isEqualTo("{\"action\":\"" + action + "\"}");
    }
  }

  @Test
  void aFormWithoutFieldsIsAYesOrNo() throws Exception {
    String empty =
        "{\"message\":\"Go on?\",\"requestedSchema\":{\"type\":\"object\",\"properties\":{}}}";
    try (ScriptedMcpServer peer = asking("elicitation/create", empty)) {
      RemoteTool tool = tool(peer);
      Question question = asked(tool);
      assertThat(question.kind()).isEqualTo(Question.Kind.CONFIRMATION);
      context.answered(question.name(), "true");
      assertThat(result(tool)).contains("accept");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ping | {} | 0",
        "sampling/createMessage | {} | -32601",
        "roots/list | {} | -32601",
        "elicitation/create | {\"mode\":\"url\",\"url\":\"https://x\",\"message\":\"m\"} | -32602",
        "elicitation/create | {\"message\":\"m\"} | -32602",
        "elicitation/create | {\"message\":\"m\",\"requestedSchema\":{\"properties\":{\"a\":7}}} | -32602"
      })
  void whateverElseAServerWantsIsRefusedAndTheCallGoesOn(String method, String params, int code)
      throws Exception {
    try (ScriptedMcpServer peer = asking(method, params)) {
      result(tool(peer));
      JsonObject error = got.get().getJsonObject("error");
      assertThat(error == null ? 0 : error.getInt("code")).isEqualTo(code);
      assertThat(got.get().getInt("id")).isEqualTo(7);
    }
  }
}
