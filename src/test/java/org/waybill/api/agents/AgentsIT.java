package org.waybill.api.agents;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.waybill.agent.AgentServer;
import org.waybill.agent.ModelRequest;
import org.waybill.agent.ScriptedModel;
import org.waybill.json.Json;
import org.waybill.running.Api;
import org.waybill.running.Approver;

/** Agents over HTTP, with a model that is scripted and tools that are real. */
class AgentsIT {

  private static final Duration SOON = Duration.ofSeconds(30);

  private static AgentServer agents;
  private static Api operator;
  private static Api ann;

  @BeforeAll
  static void start() throws IOException {
    agents = AgentServer.start(AgentsIT::script);
    operator = agents.running().api();
    ann = operator.user("ann");
  }

  /** What the model does with a request: it goes by the last message. */
  private static ScriptedModel.Script script(ModelRequest request) {
    String text = request.text();
    if (request.isToolResult()) {
      return ScriptedModel.says("The tool said ", text);
    }
    if (request.json().containsKey("response_format")) {
      return ScriptedModel.says("{\"agent\":", text.contains("mail") ? "\"mail\"}" : "\"nobody\"}");
    }
    if (text.startsWith("mail ")) {
      return ScriptedModel.calls("", "mail", text.substring(5));
    }
    return text.startsWith("sum ")
        ? ScriptedModel.calls(
            "Let me see.", "calculator", Json.object("expression", text.substring(4)))
        : ScriptedModel.says(request.instructions().split("\n", 2)[0]);
  }

  @AfterAll
  static void end() {
    agents.close();
  }

  private static JsonObject say(String chat, String agent, String message) {
    String body =
        Json.object()
            .add("chatId", chat)
            .add("agent", agent)
            .add("message", message)
            .build()
            .toString();
    Api.Answer accepted = ann.post("/api/chat/stream", body);
    assertThat(accepted.status()).as("%s", accepted.body()).isEqualTo(202);
    return ann.awaitStatus(accepted.object().getString("taskId"), "completed", SOON);
  }

  private static JsonObject lastMessage(String chat) {
    List<JsonObject> messages =
        ann.get("/api/chats/" + chat + "/messages")
            .object()
            .getJsonArray("items")
            .getValuesAs(JsonValue::asJsonObject);
    return messages.get(messages.size() - 1);
  }

  private static String chat() {
    return UUID.randomUUID().toString();
  }

  private static List<String> events(JsonObject task) {
    return ann.get("/api/tasks/" + task.getString("id") + "/events")
        .object()
        .getJsonArray("items")
        .getValuesAs(event -> event.asJsonObject().getString("eventType"));
  }

  @Test
  void anAgentUsesAToolAndSaysWhoItWas() {
    String chat = chat();
    JsonObject task = say(chat, "general", "sum 6*7");
    JsonObject output = task.getJsonObject("output");
    assertThat(output.getString("answer"))
        .startsWith("Let me see.\n\nThe tool said")
        .contains("42");
    assertThat(output.getString("agent")).isEqualTo("general");
    assertThat(output.getString("end")).isEqualTo("answered");
    assertThat(events(task))
        .containsSubsequence(
            "started",
            "partial",
            "usage",
            "thought",
            "tool_call",
            "tool_result",
            "partial",
            "usage",
            "completed");
    JsonObject message = lastMessage(chat);
    assertThat(message.getString("content")).isEqualTo(output.getString("answer"));
    assertThat(message.getString("agent")).isEqualTo("general");
    assertThat(message.getInt("agentVersion")).isZero();
    assertThat(message.getString("model")).isEqualTo("scripted");
  }

  @Test
  void aMailIsSentOnceAfterAPersonHasAgreed() {
    String chat = chat();
    String mail = "{\"to\":[\"bob@example.com\"],\"subject\":\"Noon\",\"text\":\"See you\"}";
    String body =
        Json.object()
            .add("chatId", chat)
            .add("agent", "mail")
            .add("message", "mail " + mail)
            .build()
            .toString();
    String id = ann.post("/api/chat/stream", body).object().getString("taskId");
    Approver approver = new Approver(ann);
    JsonObject approval = approver.asked(id, SOON);
    assertThat(agents.postbox().received()).isEmpty();
    assertThat(approver.approve(approval)).isEqualTo(200);
    JsonObject task = ann.awaitStatus(id, "completed", SOON);
    assertThat(task.getJsonObject("output").getString("answer")).startsWith("The tool said");
    assertThat(agents.postbox().received()).hasSize(1);
  }

  @Test
  void theRouterChoosesAndFallsBackToGeneral() {
    assertThat(say(chat(), "router", "What is new?").getJsonObject("output").getString("agent"))
        .isEqualTo("general");
    assertThat(say(chat(), "router", "Whom did I mail?").getJsonObject("output").getString("agent"))
        .isEqualTo("mail");
  }

  @Test
  void aChatStaysOnItsVersionAndNewOnesGetTheNewOne() {
    String old = chat();
    put("helper", "I am the first.", "");
    assertThat(say(old, "helper", "Who are you?").getJsonObject("output").getString("answer"))
        .isEqualTo("I am the first.");
    put("helper", "I am the second.", "");
    assertThat(answer(old)).isEqualTo("I am the first.");
    assertThat(answer(chat())).isEqualTo("I am the second.");
    put("helper", "I am tried.", "?share=100");
    assertThat(answer(chat())).isEqualTo("I am tried.");
    assertThat(operator.post("/api/agents/helper/promote", "{}").status()).isEqualTo(200);
    assertThat(operator.post("/api/agents/helper/rollback", "{}").object().getInt("version"))
        .isEqualTo(2);
    assertThat(answer(chat())).isEqualTo("I am the second.");
    assertThat(operator.delete("/api/agents/helper").status()).isEqualTo(204);
    assertThat(operator.get("/api/agents/helper").status()).isEqualTo(404);
  }

  private static String answer(String chat) {
    return say(chat, "helper", "Who are you?").getJsonObject("output").getString("answer");
  }

  private static void put(String name, String instructions, String query) {
    String body =
        Json.object()
            .add("description", "Helps")
            .add("instructions", instructions)
            .build()
            .toString();
    Api.Answer stored = operator.put("/api/agents/" + name + query, body);
    assertThat(stored.status()).as("%s", stored.body()).isEqualTo(200);
  }

  @Test
  void whatIsShownMayBeSentBack() {
    JsonObject shown = operator.get("/api/agents/documents").object();
    Api.Answer stored = operator.put("/api/agents/documents", shown.toString());
    assertThat(stored.status()).as("%s", stored.body()).isEqualTo(200);
    assertThat(stored.object().getString("instructions"))
        .isEqualTo(shown.getString("instructions"));
    assertThat(operator.delete("/api/agents/documents").status()).isEqualTo(204);
  }

  @Test
  void whatIsWrongIsNamed() {
    Api.Answer unknown =
        ann.post("/api/chat/stream", "{\"message\":\"hello\",\"agent\":\"nobody\"}");
    assertThat(unknown.status()).isEqualTo(400);
    assertThat(unknown.object().getString("detail")).contains("agent", "nobody", "general");
    assertThat(ann.put("/api/agents/mine", "{}").status()).isEqualTo(403);
    Api.Answer tool =
        operator.put(
            "/api/agents/mine",
            "{\"description\":\"d\",\"instructions\":\"i\",\"tools\":[\"calculater\"]}");
    assertThat(tool.status()).isEqualTo(400);
    assertThat(tool.object().getString("detail")).contains("tools", "calculater", "calculator");
    assertThat(operator.put("/api/agents/Mine!", "{}").status()).isEqualTo(400);
    assertThat(operator.post("/api/agents/general/promote", "{}").status()).isEqualTo(409);
    assertThat(operator.post("/api/agents/none/rollback", "{}").status()).isEqualTo(404);
  }

  @Test
  void everybodySeesTheAgents() {
    List<String> names =
        ann.get("/api/agents")
            .object()
            .getJsonArray("items")
            .getValuesAs(each -> each.asJsonObject().getString("name"));
    assertThat(names).contains("general", "documents", "router");
    JsonObject general = ann.get("/api/agents/general").object();
    assertThat(general.getJsonArray("tools").getValuesAs(JsonString::getString))
        .containsExactly("calculator", "dates", "search", "remember");
    assertThat(general.getJsonObject("limits").getString("time")).isEqualTo("PT5M");
  }
}
