package org.waybill.api.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.waybill.running.Api;
import org.waybill.running.Socket;

/** The document's examples as it prints them: its curl, its client's call, its answers. */
class VoiceDocumentIT extends VoiceServer {

  private static final String CURL =
      """
      {
          "context": {"context_id": "test", "message_id": "msg1"},
          "parts": [{"root": {"kind": "text", "text": "Hello"}}],
          "user_id": "test_user",
          "session_id": "session1",
          "voice_call_id": "call123"
        }
      """;

  /** What the body of the client's fetch comes to. */
  private static final String FETCH =
      """
      {"context":{"context_id":"%1$s","message_id":"%2$s"},
       "parts":[{"root":{"kind":"text","text":"What is the weather?"}}],
       "metadata":{"call_id":"call-7","language":"en"},
       "user_id":"voice_user",
       "session_id":"%1$s",
       "voice_call_id":"call-7",
       "agent_mode":"route",
       "enable_inter_agent_memory":true}
      """;

  @Test
  void theCurlIsAcceptedAsPrinted() {
    Api.Answer answer = post("/message/send/async", CURL);
    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.object().keySet()).containsExactly("success", "task_id", "status");
    assertThat(answer.object().getBoolean("success")).isTrue();
    assertThat(answer.object().getString("status")).isEqualTo("accepted");
    JsonObject task = ended(answer.object().getString("task_id"));
    assertThat(task.getJsonObject("output").getString("text")).isEqualTo("Good day");
    assertThat(task.getJsonNumber("timeoutMs").longValue()).isEqualTo(1_000);
    assertThat(task.getInt("maxAttempts")).isEqualTo(4);
    assertThat(task.getString("queue")).isEqualTo("voice_messages");
  }

  @Test
  void theClientsCallIsAcceptedAndWhatNobodyKnowsIsKept() {
    String session = UUID.randomUUID().toString();
    String id = accepted(post("/message/send/async", FETCH.formatted(session, "m1")));
    JsonObject metadata = ended(id).getJsonObject("metadata");
    assertThat(metadata.getString("agent_mode")).isEqualTo("route");
    assertThat(metadata.getString("user_id")).isEqualTo("voice_user");
    assertThat(metadata.getJsonObject("metadata").getString("language")).isEqualTo("en");
    assertThat(metadata.getJsonObject("context").getString("message_id")).isEqualTo("m1");
    assertThat(metadata).doesNotContainKey("parts");
    JsonObject chat = get("/api/chats/" + session + "/messages").object();
    assertThat(chat.getJsonArray("items")).hasSize(2);
    assertThat(chat.getJsonArray("items").getJsonObject(1).getString("content"))
        .isEqualTo("Good day");
  }

  @Test
  void theResultComesByWebSocketToASocketThatNeverSentAFrame() {
    Api gina = user("default", "gina");
    try (Socket socket = Socket.openWithoutToken(server.base(), page);
        Socket ginas = Socket.open(server.base(), gina.token())) {
      String id = accepted(post("/message/send/async", message("hello", "call-1")));
      JsonObject response = socket.awaitEvent("a2a_response", SOON);
      assertThat(response.keySet())
          .containsExactly("eventType", "task_id", "result", "voice_call_id");
      assertThat(response.getString("task_id")).isEqualTo(id);
      assertThat(response.getString("voice_call_id")).isEqualTo("call-1");
      assertThat(response.getJsonObject("result").getString("text")).isEqualTo("Good day");
      String refused = accepted(post("/message/send/async", message("refuse", "call-2")));
      JsonObject error = socket.awaitEvent("a2a_error", SOON);
      assertThat(error.keySet()).containsExactly("eventType", "task_id", "error", "voice_call_id");
      assertThat(error.getString("task_id")).isEqualTo(refused);
      assertThat(error.getString("voice_call_id")).isEqualTo("call-2");
      assertThat(error.getString("error")).isNotBlank();
      ginas.send("{\"action\":\"ping\"}");
      ginas.awaitEvent("pong", SOON);
      assertThat(ginas.received()).isEmpty();
    }
  }

  @Test
  void aCancelledMessageIsAnErrorToo() {
    try (Socket socket = Socket.openWithoutToken(server.base(), null)) {
      String id = accepted(post("/message/send/async", message("hush", "call-3")));
      assertThat(post("/api/tasks/" + id + "/cancel", "{}").status()).isEqualTo(202);
      JsonObject error = socket.awaitEvent("a2a_error", SOON);
      assertThat(error.getString("task_id")).isEqualTo(id);
      assertThat(error.getString("error")).isEqualTo("cancelled");
    }
  }

  @Test
  void theMetricsHaveTheFieldsThatAreShownAndTrueFigures() {
    JsonObject before = metrics();
    ended(accepted(post("/message/send/async", CURL)));
    ended(accepted(post("/message/send/async", message("please refuse", "c"))));
    Api.Answer answer = get("/api/queue/metrics");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.object().keySet()).containsExactly("success", "metrics", "timestamp");
    assertThat(answer.object().get("timestamp").toString()).matches("\\d{10}\\.\\d{3}");
    assertThat(metrics().keySet())
        .containsExactly(
            "tasks_enqueued",
            "tasks_completed",
            "tasks_failed",
            "tasks_timeout",
            "total_processing_time",
            "queue_size",
            "avg_processing_time",
            "success_rate",
            "dead_letter_queue_size",
            "active_workers");
    assertThat(metrics().values())
        .allMatch(value -> value.getValueType() == JsonValue.ValueType.NUMBER);
    await().atMost(SOON).until(() -> more(before, "tasks_failed") == 1);
    JsonObject after = metrics();
    assertThat(more(before, "tasks_enqueued")).isEqualTo(2);
    assertThat(more(before, "tasks_completed")).isEqualTo(1);
    assertThat(more(before, "dead_letter_queue_size")).isEqualTo(1);
    assertThat(after.getInt("queue_size")).isZero();
    assertThat(after.getInt("active_workers")).isEqualTo(5);
    double completed = after.getInt("tasks_completed");
    assertThat(after.getJsonNumber("success_rate").doubleValue())
        .isCloseTo(
            completed / after.getInt("tasks_enqueued"),
            org.assertj.core.api.Assertions.within(0.001));
    assertThat(after.getJsonNumber("avg_processing_time").doubleValue())
        .isCloseTo(
            after.getJsonNumber("total_processing_time").doubleValue() / completed,
            org.assertj.core.api.Assertions.within(0.011));
  }

  @Test
  void aSilentAgentIsTriedThreeTimesMoreAndThenADeadLetter() {
    JsonObject before = metrics();
    String id = accepted(post("/message/send/async", message("hush now", "c1")));
    assertThat(ended(id).getString("status")).isEqualTo("failed");
    Api.Answer answer = get("/api/queue/dlq");
    assertThat(answer.object().keySet()).containsExactly("success", "failed_tasks", "count");
    JsonObject dead =
        answer.object().getJsonArray("failed_tasks").getValuesAs(JsonObject.class).stream()
            .filter(each -> each.getString("task_id").equals(id))
            .findFirst()
            .orElseThrow();
    assertThat(dead.keySet())
        .containsExactly("task_id", "error", "retry_count", "failed_at", "task");
    assertThat(dead.getString("error")).isEqualTo("timed out after 1000 ms");
    assertThat(dead.getInt("retry_count")).isEqualTo(3);
    assertThat(dead.get("failed_at").toString()).matches("\\d{10}\\.\\d{3}");
    assertThat(dead.getJsonObject("task").keySet()).containsExactly("user_id", "message");
    assertThat(dead.getJsonObject("task").getString("user_id")).isEqualTo("test_user");
    assertThat(dead.getJsonObject("task").getString("message")).isEqualTo("hush now");
    await().atMost(SOON).until(() -> more(before, "tasks_timeout") == 4);
  }

  @Test
  void clearingEmptiesTheDeadLetters() {
    ended(accepted(post("/message/send/async", message("refuse", "c"))));
    assertThat(get("/api/queue/dlq").object().getInt("count")).isPositive();
    Api.Answer answer = post("/api/queue/dlq/clear", "");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.object().getBoolean("success")).isTrue();
    assertThat(answer.object().getInt("cleared")).isPositive();
    JsonObject empty = get("/api/queue/dlq").object();
    assertThat(empty.getInt("count")).isZero();
    assertThat(empty.getJsonArray("failed_tasks")).isEmpty();
    await().atMost(SOON).until(() -> metrics().getInt("dead_letter_queue_size") == 0);
  }

  @Test
  void aFullQueueRefusesAndStoresNothing() {
    operator.post("/api/queues/voice_messages/pause", "{}");
    try {
      assertThat(put("/api/limits/queue/voice_messages", "{\"waiting\":1}").status())
          .isEqualTo(200);
      String waiting = accepted(post("/message/send/async", CURL));
      Api.Answer refused =
          await()
              .atMost(SOON)
              .until(
                  () -> post("/message/send/async", message("one too many", "c")),
                  answer -> answer.status() != 202);
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.headers().firstValue("Retry-After")).isPresent();
      assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
      assertThat(refused.object().getBoolean("success")).isFalse();
      assertThat(refused.object().getString("error"))
          .isEqualTo(refused.object().getString("detail"))
          .contains("voice_messages", "nothing was stored");
      long stored = metrics().getInt("tasks_enqueued");
      assertThat(post("/message/send/async", CURL).status()).isEqualTo(503);
      assertThat(metrics().getInt("tasks_enqueued")).isEqualTo((int) stored);
      assertThat(metrics().getInt("queue_size")).isPositive();
      assertThat(get("/api/tasks/" + waiting).object().getString("status")).isEqualTo("queued");
    } finally {
      operator.delete("/api/limits/queue/voice_messages");
      operator.post("/api/queues/voice_messages/resume", "{}");
    }
  }

  @Test
  void whatIsWrongIsNamed() {
    Api.Answer answer = post("/message/send/async", "{\"parts\":[{\"root\":{\"kind\":\"file\"}}]}");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.object().getBoolean("success")).isFalse();
    assertThat(answer.object().getString("field")).isEqualTo("parts");
    assertThat(answer.object().getString("error")).contains("has no text");
    assertThat(post("/message/send/async", "{").object().getBoolean("success")).isFalse();
  }

  @Test
  void othersSeeNothing() {
    String id = accepted(post("/message/send/async", message("refuse", "c")));
    ended(id);
    Api gina = user("default", "gina");
    assertThat(gina.get("/api/tasks/" + id).status()).isEqualTo(404);
    assertThat(gina.get("/api/queue/dlq").object().getInt("count")).isZero();
    assertThat(gina.post("/api/queue/dlq/clear", "{}").object().getInt("cleared")).isZero();
    JsonObject ginas = gina.get("/api/queue/metrics").object().getJsonObject("metrics");
    assertThat(ginas.getInt("tasks_enqueued")).isZero();
    // A session of this name is her own, whoever else has one.
    assertThat(gina.get("/api/chats/session1/messages").status()).isEqualTo(404);
    assertThat(gina.post("/message/send/async", CURL).status()).isEqualTo(202);
    assertThat(gina.get("/api/chats/session1/messages").object().getJsonArray("items"))
        .hasSizeBetween(1, 2);
    Api other = user("other", "voice_user");
    assertThat(other.get("/api/queue/dlq").object().getInt("count")).isZero();
    assertThat(operator.get("/api/queue/dlq").object().getInt("count")).isPositive();
  }

  private static int more(JsonObject before, String name) {
    return metrics().getInt(name) - before.getInt(name);
  }
}
