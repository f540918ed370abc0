package org.waybill.api.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.waybill.agent.ScriptedModel;
import org.waybill.running.Api;
import org.waybill.running.RunningServer;

/** What happens when something is said in a chat whose last answer is still being written. */
class ChatPolicyIT {

  private static final Duration SOON = Duration.ofSeconds(30);

  private static ScriptedModel model;
  private static RunningServer server;
  private static Api api;

  private String chat;
  private String singing;

  @BeforeAll
  static void start() throws IOException {
    model =
        new ScriptedModel(
            exchange -> {
              List<String> asked = model.requests();
              boolean sings = asked.get(asked.size() - 1).endsWith("\"sing\"}]}");
              ScriptedModel.Script script =
                  sings ? ScriptedModel.drones(50) : ScriptedModel.says("four");
              script.answer(exchange);
            });
    server = RunningServer.start(Map.of("WAYBILL_LLM_URL", model.url()));
    api = server.api();
  }

  @AfterAll
  static void end() {
    server.close();
    model.close();
  }

  /** Somebody asked for a song, and it has begun: it never ends by itself. */
  @BeforeEach
  void aSongIsBeingSung() {
    chat = UUID.randomUUID().toString();
    singing = say("sing", "enqueue").object().getString("taskId");
    await().atMost(SOON).until(() -> content("assistant", 0).contains("la"));
  }

  @org.junit.jupiter.api.AfterEach
  void theSongEnds() {
    api.post("/api/tasks/" + singing + "/cancel", "{}");
  }

  private Api.Answer say(String message, String onBusy) {
    return api.post(
        "/api/chat/stream",
        "{\"chatId\":\"%s\",\"message\":\"%s\",\"onBusy\":\"%s\"}"
            .formatted(chat, message, onBusy));
  }

  private List<JsonObject> messages() {
    return api.get("/api/chats/" + chat + "/messages")
        .object()
        .getJsonArray("items")
        .getValuesAs(JsonValue::asJsonObject);
  }

  private String content(String role, int index) {
    return messages().stream()
        .filter(m -> m.getString("role").equals(role))
        .skip(index)
        .findFirst()
        .map(m -> m.getString("content"))
        .orElse("");
  }

  @Test
  void whatIsSaidMeanwhileWaitsForItsTurn() {
    String second = say("2+2?", "enqueue").object().getString("taskId");
    JsonObject waits = api.get("/api/tasks/" + second).object().getJsonObject("waits");
    assertThat(waits.getString("reason")).isEqualTo("concurrency_limit");
    assertThat(waits.getString("key")).isEqualTo("chat/" + chat);
    api.post("/api/tasks/" + singing + "/cancel", "{}");
    api.awaitStatus(second, "completed", SOON);
    assertThat(content("assistant", 1)).isEqualTo("four");
  }

  @Test
  void whoeverWantsNoQueueIsRefusedAndNothingIsSaid() {
    Api.Answer refused = say("2+2?", "reject");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.object().getString("detail")).contains(singing);
    assertThat(messages()).hasSize(2);
  }

  @Test
  void anInterruptedAnswerStaysAsFarAsItCame() {
    String queued = say("later", "enqueue").object().getString("taskId");
    String second = say("2+2?", "interrupt").object().getString("taskId");
    api.awaitStatus(second, "completed", SOON);
    assertThat(api.get("/api/tasks/" + singing).object().getString("status"))
        .isEqualTo("cancelled");
    assertThat(api.get("/api/tasks/" + queued).object().getString("status")).isEqualTo("cancelled");
    assertThat(content("assistant", 0)).startsWith("la la");
    assertThat(messages()).hasSize(6);
  }

  @Test
  void whatIsRolledBackWasNeverSaid() {
    String second = say("2+2?", "rollback").object().getString("taskId");
    api.awaitStatus(second, "completed", SOON);
    assertThat(api.get("/api/tasks/" + singing).object().getString("status"))
        .isEqualTo("cancelled");
    assertThat(messages()).hasSize(2);
    assertThat(content("user", 0)).isEqualTo("2+2?");
    assertThat(content("assistant", 0)).isEqualTo("four");
  }

  @Test
  void anUnknownPolicyIsNamed() {
    Api.Answer wrong = say("2+2?", "shout");
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.object().getString("field")).isEqualTo("onBusy");
  }

  @Test
  void aRepeatedMessageIsSaidOnce() {
    var request =
        api.request("/api/chat/stream")
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", chat)
            .POST(BodyPublishers.ofString("{\"message\":\"2+2?\"}"))
            .build();
    Api.Answer first = api.send(request);
    Api.Answer again = api.send(request);
    assertThat(again.status()).isEqualTo(202);
    assertThat(again.object()).isEqualTo(first.object());
    assertThat(again.headers().firstValue("Waybill-Existing")).hasValue("true");
  }
}
