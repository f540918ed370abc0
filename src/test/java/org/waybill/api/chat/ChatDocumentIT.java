package org.waybill.api.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.waybill.agent.ScriptedModel;
import org.waybill.running.Api;
import org.waybill.running.RunningServer;
import org.waybill.running.Socket;

/** What the plan for long-running chat tasks (document 001) promises its clients, call by call. */
class ChatDocumentIT {

  private static final Duration SOON = Duration.ofSeconds(30);

  private static ScriptedModel model;
  private static RunningServer server;
  private static Api ann;

  @BeforeAll
  static void start() throws IOException {
    model =
        new ScriptedModel(
            exchange -> {
              List<String> asked = model.requests();
              String last = asked.get(asked.size() - 1);
              ScriptedModel.Script script =
                  last.contains("sing") ? ScriptedModel.drones(50) : ScriptedModel.says("Done.");
              script.answer(exchange);
            });
    server = RunningServer.start(Map.of("WAYBILL_LLM_URL", model.url()));
    Api.Answer token =
        server
            .api()
            .post("/api/tokens", "{\"tenant\":\"acme\",\"userId\":\"ann\",\"role\":\"user\"}");
    ann = new Api(server.base(), token.object().getString("token"));
  }

  @AfterAll
  static void end() {
    server.close();
    model.close();
  }

  private static JsonObject say(String chat, String message) {
    Api.Answer answer =
        ann.post(
            "/api/chat/stream", "{\"chatId\":\"%s\",\"message\":\"%s\"}".formatted(chat, message));
    assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
    return answer.object();
  }

  private static JsonObject answerIn(String chat) {
    return ann.get("/api/chats/" + chat + "/messages").object().getJsonArray("items").stream()
        .map(item -> item.asJsonObject())
        .filter(message -> message.getString("role").equals("assistant"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theChatAnswersAtOnceWithATaskThatHasTheFieldsOfTheTable() {
    JsonObject receipt = say("fields", "hello");
    assertThat(receipt).containsOnlyKeys("taskId", "chatId", "messageId");
    JsonObject task = ann.awaitStatus(receipt.getString("taskId"), "completed", SOON);
    assertThat(task)
        .containsKeys(
            "id",
            "userId",
            "chatId",
            "type",
            "status",
            "input",
            "output",
            "startedAt",
            "completedAt",
            "createdAt");
    assertThat(task.getString("type")).isEqualTo("chat_message");
    assertThat(task.getString("userId")).isEqualTo("ann");
    assertThat(task.getString("chatId")).isEqualTo("fields");
  }

  @Test
  void whoLeavesAndComesBackFindsTheAnswerStreamingAndFollowsItOn() {
    String task;
    try (Socket socket = Socket.open(server.base(), ann.token())) {
      socket.send("{\"action\":\"subscribe\",\"chatId\":\"leaving\"}");
      socket.awaitEvent("subscribed", SOON);
      task = say("leaving", "sing").getString("taskId");
      socket.awaitEvent("partial", SOON);
    }
    JsonObject answer = await().until(() -> answerIn("leaving"), a -> isStreaming(a, task));
    assertThat(answer.getString("content")).contains("la");
    JsonObject before = ann.get("/api/tasks/" + task).object();
    try (Socket socket = Socket.open(server.base(), ann.token())) {
      socket.send(
          "{\"action\":\"subscribe\",\"taskId\":\"%s\",\"after\":%d}"
              .formatted(task, before.getInt("lastSeq")));
      assertThat(socket.awaitEvent("partial", SOON).getInt("seq"))
          .isGreaterThan(before.getInt("lastSeq"));
      ann.post("/api/tasks/" + task + "/cancel", "{}");
      socket.awaitEvent("cancelled", SOON);
    }
    await().atMost(SOON).until(() -> answerIn("leaving").getString("status").equals("failed"));
  }

  private static boolean isStreaming(JsonObject message, String task) {
    return message.getString("status").equals("streaming")
        && message.getString("taskId").equals(task);
  }

  @Test
  void theBackgroundTasksOfAUserAreListedByTheirState() {
    String singing = say("panel", "sing").getString("taskId");
    String done = say("panel-2", "hello").getString("taskId");
    ann.awaitStatus(done, "completed", SOON);
    ann.awaitStatus(singing, "processing", SOON);
    assertThat(ids("active")).contains(singing).doesNotContain(done);
    assertThat(ids("completed")).contains(done).doesNotContain(singing);
    ann.post("/api/tasks/" + singing + "/cancel", "{}");
    ann.awaitStatus(singing, "cancelled", SOON);
    assertThat(ids("active")).doesNotContain(singing);
    assertThat(ids("failed")).doesNotContain(done);
  }

  private static List<String> ids(String status) {
    return ann.get("/api/tasks/user/ann?status=" + status).object().getJsonArray("items").stream()
        .map(item -> item.asJsonObject().getString("id"))
        .toList();
  }

  @Test
  void othersTasksAreNotThere() {
    JsonObject receipt = say("private", "hello");
    Api.Answer token =
        server
            .api()
            .post("/api/tokens", "{\"tenant\":\"acme\",\"userId\":\"bob\",\"role\":\"user\"}");
    Api bob = new Api(server.base(), token.object().getString("token"));
    assertThat(bob.get("/api/tasks/" + receipt.getString("taskId")).status()).isEqualTo(404);
    assertThat(bob.get("/api/tasks/user/ann").status()).isEqualTo(404);
    assertThat(bob.get("/api/chats/private/messages").status()).isEqualTo(404);
  }

  @Test
  void twoUsersMayHaveAChatOfTheSameName() {
    say("same", "hello from ann");
    Api bob = server.api().caller("acme", "bob", "user");
    assertThat(
            bob.post("/api/chat/stream", "{\"chatId\":\"same\",\"message\":\"it is bob\"}")
                .status())
        .isEqualTo(202);
    String ofBob = bob.get("/api/chats/same/messages").body().toString();
    assertThat(ofBob).contains("it is bob").doesNotContain("hello from ann");
    assertThat(ann.get("/api/chats/same/messages").body().toString()).doesNotContain("it is bob");
    Api operator = server.api().caller("acme", "op", "operator");
    assertThat(operator.get("/api/chats/same/messages").status()).isEqualTo(400);
    assertThat(operator.get("/api/chats/same/messages?userId=bob").body().toString())
        .contains("it is bob");
  }
}
