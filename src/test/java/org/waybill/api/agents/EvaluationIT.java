package org.waybill.api.agents;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.waybill.agent.AgentServer;
import org.waybill.agent.ModelRequest;
import org.waybill.agent.ScriptedModel;
import org.waybill.json.Json;
import org.waybill.running.Api;
import org.waybill.running.Approver;

/** Versions of an agent answer again what was answered before. */
class EvaluationIT {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String MAIL =
      "{\"to\":[\"bob@example.com\"],\"subject\":\"Noon\",\"text\":\"See you\"}";

  private static AgentServer agents;
  private static Api operator;
  private static Api ann;

  @BeforeAll
  static void start() throws IOException {
    agents = AgentServer.start(EvaluationIT::script);
    operator = agents.running().api();
    ann = operator.user("ann");
  }

  @AfterAll
  static void end() {
    agents.close();
  }

  /** The second version computes something else, and says it in other words. */
  private static ScriptedModel.Script script(ModelRequest request) {
    boolean isSecond = request.instructions().contains("second");
    String text = request.text();
    if (request.isToolResult()) {
      return ScriptedModel.says(isSecond ? "Now: " : "Then: ", text);
    }
    if (text.equals("mail")) {
      return ScriptedModel.calls("", "mail", MAIL);
    }
    return text.equals("sum")
        ? ScriptedModel.calls("", "calculator", Json.object("expression", isSecond ? "7*6" : "6*7"))
        : ScriptedModel.says("Hello.");
  }

  private static void put(String instructions) {
    Api.Answer put =
        operator.put(
            "/api/agents/tested",
            Json.object()
                .add("description", "Is tested.")
                .add("instructions", instructions)
                .add("tools", Json.array(List.of("calculator", "mail")))
                .build()
                .toString());
    assertThat(put.status()).as("%s", put.body()).isEqualTo(200);
  }

  private static String say(String chat, String message) {
    String body =
        Json.object()
            .add("chatId", chat)
            .add("agent", "tested")
            .add("message", message)
            .build()
            .toString();
    return ann.post("/api/chat/stream", body).object().getString("taskId");
  }

  private static JsonObject evaluate(String body) {
    Api.Answer begun = operator.post("/api/agents/tested/evaluations", body);
    assertThat(begun.status()).as("%s", begun.body()).isEqualTo(202);
    assertThat(begun.object().getString("type")).isEqualTo("agent_evaluation");
    return operator
        .awaitStatus(begun.object().getString("id"), "completed", SOON)
        .getJsonObject("output");
  }

  @Test
  void aVersionIsComparedWithWhatWasAnsweredAndNothingIsDone() {
    put("You are the first.");
    String sum = say("sums", "sum");
    ann.awaitStatus(sum, "completed", SOON);
    ann.post("/api/tasks/" + sum + "/scores", "{\"name\":\"helpful\",\"value\":true}");
    String mail = say("mails", "mail");
    Approver approver = new Approver(ann);
    approver.approve(approver.asked(mail, SOON));
    ann.awaitStatus(mail, "completed", SOON);
    assertThat(agents.postbox().received()).hasSize(1);

    put("You are the second.");
    JsonObject output =
        evaluate(
            "{\"version\":2,\"scored\":\"helpful\",\"chats\":[\"mails\"],"
                + "\"tasks\":[\"00000000-0000-7000-8000-000000000000\"],"
                + "\"cases\":[{\"message\":\"Hello\"}]}");
    assertThat(output.getInt("version")).isEqualTo(2);
    List<JsonObject> cases = output.getJsonArray("cases").getValuesAs(JsonObject.class);
    assertThat(cases).hasSize(4);
    assertThat(cases.get(0).getJsonObject("error").getString("code")).isEqualTo("unknown_task");

    JsonObject mailed = cases.get(1);
    assertThat(mailed.getString("taskId")).isEqualTo(mail);
    JsonObject call = mailed.getJsonObject("now").getJsonArray("calls").getJsonObject(0);
    assertThat(call.getString("match")).isEqualTo("same");
    assertThat(mailed.getJsonObject("then").getString("answer")).startsWith("Then: ");
    assertThat(mailed.getJsonObject("now").getString("answer")).startsWith("Now: ");
    assertThat(agents.postbox().received()).hasSize(1);

    JsonObject summed = cases.get(2);
    assertThat(summed.getString("taskId")).isEqualTo(sum);
    assertThat(summed.getJsonObject("then").getInt("agentVersion")).isEqualTo(1);
    assertThat(summed.getJsonObject("now").getInt("agentVersion")).isEqualTo(2);
    assertThat(
            summed.getJsonObject("now").getJsonArray("calls").getJsonObject(0).getString("match"))
        .isEqualTo("different");
    assertThat(summed.getJsonObject("now").getInt("missedCalls")).isEqualTo(1);
    assertThat(summed.getJsonObject("now").getString("answer")).contains("not_recorded");
    assertThat(summed.getJsonArray("scores").getJsonObject(0).getInt("value")).isEqualTo(1);
    assertThat(summed.getBoolean("sameAnswer")).isFalse();

    assertThat(cases.get(3)).doesNotContainKey("then");
    assertThat(cases.get(3).getJsonObject("now").getString("answer")).isEqualTo("Hello.");
    JsonObject summary = output.getJsonObject("summary");
    assertThat(summary.getInt("cases")).isEqualTo(4);
    assertThat(summary.getInt("failed")).isEqualTo(1);
    assertThat(summary.getJsonObject("calls").getInt("same")).isEqualTo(1);
    assertThat(summary.getJsonObject("calls").getInt("different")).isEqualTo(1);
    assertThat(summary.getJsonObject("then").getInt("turns")).isEqualTo(4);
    assertThat(summary.getJsonObject("now").getInt("turns")).isEqualTo(5);

    JsonObject first = evaluate("{\"version\":1,\"tasks\":[\"" + sum + "\"]}");
    assertThat(first.getJsonArray("cases").getJsonObject(0).getBoolean("sameAnswer")).isTrue();
  }

  @Test
  void whatIsWrongIsNamedAndOnlyOperatorsMay() {
    String path = "/api/agents/general/evaluations";
    String hello = "{\"cases\":[{\"message\":\"Hello\"}]}";
    assertThat(ann.post(path, hello).status()).isEqualTo(403);
    assertThat(operator.post("/api/agents/nobody/evaluations", hello).status()).isEqualTo(404);
    assertThat(operator.post(path, "{}").status()).isEqualTo(400);
    for (String wrong :
        List.of(
            "{\"version\":9,\"cases\":[{\"message\":\"Hello\"}]}",
            "{\"tasks\":[\"none\"]}",
            "{\"tasks\":[7]}",
            "{\"cases\":[{\"text\":\"Hello\"}]}",
            "{\"colour\":1}")) {
      Api.Answer refused = operator.post(path, wrong);
      assertThat(refused.status()).as(wrong).isEqualTo(400);
      assertThat(refused.object()).as(wrong).containsKey("field");
    }
    Api.Answer direct =
        operator.post("/api/tasks", "{\"type\":\"agent_evaluation\",\"input\":" + hello + "}");
    assertThat(direct.status()).isEqualTo(400);
  }
}
