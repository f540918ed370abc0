package org.waybill.wildfly;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.waybill.running.Api;
import org.waybill.running.EventSource;
import org.waybill.running.Receiver;
import org.waybill.running.Socket;

/** What must hold on WildFly, whichever broker it has. */
interface SmokeContract extends OnWildFly {

  @Test
  default void aTaskRunsToItsEnd() {
    Api api = server().api();
    String id = api.submitDiagnostic("{\"echo\":{\"a\":[1,2]},\"steps\":3,\"sleepMs\":90}");
    JsonObject task = api.awaitStatus(id, "completed", LIMIT);
    assertThat(task.getJsonObject("output").getJsonObject("echo").toString())
        .isEqualTo("{\"a\":[1,2]}");
    assertThat(task.getInt("progress")).isEqualTo(100);
  }

  @Test
  default void manyTasksRunAtOnce() {
    Api api = server().api();
    var ids =
        IntStream.range(0, 40).mapToObj(i -> api.submitDiagnostic("{\"sleepMs\":500}")).toList();
    ids.forEach(id -> api.awaitStatus(id, "completed", Duration.ofSeconds(30)));
  }

  @Test
  default void aFailedTaskIsRetried() {
    Api api = server().api();
    String id = api.submitDiagnostic("{\"failTimes\":1,\"retryAfterMs\":10}");
    assertThat(api.awaitStatus(id, "completed", LIMIT).getJsonObject("output").getInt("attempt"))
        .isEqualTo(2);
  }

  @Test
  default void aRunningTaskIsCancelled() {
    Api api = server().api();
    String id = api.submitDiagnostic("{\"sleepMs\":60000}");
    api.awaitStatus(id, "processing", LIMIT);
    assertThat(api.post("/api/tasks/" + id + "/cancel", "").status()).isEqualTo(202);
    api.awaitStatus(id, "cancelled", LIMIT);
  }

  @Test
  default void tasksAreListedNewestFirst() {
    Api api = server().api();
    String first = api.submitDiagnostic("{\"echo\":\"first\"}");
    String second = api.submitDiagnostic("{\"echo\":\"second\"}");
    var items =
        api.get("/api/tasks?type=diagnostic&limit=2&status=queued,processing,completed")
            .object()
            .getJsonArray("items");
    assertThat(items)
        .extracting(item -> item.asJsonObject().getString("id"))
        .containsExactly(second, first);
  }

  @Test
  default void aCallWithoutAValidTokenIsRefused() {
    Api.Answer answer = server().anonymous().get("/api/tasks");
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
    assertIsProblem(answer);
  }

  @Test
  default void aWrongFieldIsNamed() {
    Api.Answer answer =
        server().api().post("/api/tasks", "{\"type\":\"diagnostic\",\"priority\":10}");
    assertThat(answer.status()).isEqualTo(400);
    assertIsProblem(answer);
    assertThat(answer.object().getString("field")).isEqualTo("priority");
  }

  @Test
  default void bodiesThatAreNoJsonAndPathsThatAreNoneAreProblems() {
    Api api = server().api();
    assertIsProblem(api.post("/api/tasks", "{"));
    assertIsProblem(api.get("/api/nothing-here"));
    assertIsProblem(api.delete("/api/tasks"));
  }

  @Test
  default void aSubscriberHearsTheWholeHistory() {
    Api api = server().api();
    String id = api.submitDiagnostic("{\"echo\":1}");
    try (Socket socket = Socket.open(server().base(), api.token())) {
      socket.send("{\"action\":\"subscribe\",\"taskId\":\"" + id + "\",\"after\":0}");
      assertThat(socket.eventsOf(id, "completed", LIMIT))
          .extracting(event -> event.getString("eventType"))
          .startsWith("queued", "started")
          .endsWith("completed");
    }
  }

  @Test
  default void anEventStreamTellsTheHistoryUntilTheTaskEnds() {
    Api api = server().api();
    String id = api.submitDiagnostic("{\"sleepMs\":600,\"steps\":3}");
    try (EventSource stream = EventSource.open(api, "/api/tasks/" + id + "/events")) {
      assertThat(stream.all(LIMIT))
          .extracting(EventSource.Message::name)
          .startsWith("queued", "started")
          .contains("progress")
          .endsWith("completed");
    }
    assertThat(api.get("/api/tasks/" + id + "/events").object()).containsKey("items");
  }

  @Test
  default void doorsOutsideOfTheApiAreOpen() {
    Api api = server().api();
    Api.Answer job = api.post("/pipeline/jobs", "{}");
    assertThat(job.status()).isEqualTo(400);
    assertIsProblem(job);
    Api.Answer said =
        api.post(
            "/message/send/async",
            "{\"parts\":[{\"root\":{\"kind\":\"text\",\"text\":\"What is 6 * 7?\"}}],"
                + "\"user_id\":\"u\",\"session_id\":\"s\"}");
    assertThat(said.status()).as("%s", said).isEqualTo(202);
    api.awaitStatus(said.object().getString("task_id"), "completed", LIMIT);
  }

  @Test
  default void aCallbackIsPosted() throws Exception {
    CompletableFuture<String> posted = new CompletableFuture<>();
    try (Receiver receiver =
        new Receiver(
            exchange -> {
              posted.complete(exchange.getRequestHeaders().getFirst("webhook-signature"));
              Receiver.say(exchange, 204, "");
            })) {
      String task =
          "{\"type\":\"diagnostic\",\"callbackUrl\":\"%s\"}".formatted(receiver.at("/back"));
      assertThat(server().api().post("/api/tasks", task).status()).isEqualTo(202);
      assertThat(posted.get(LIMIT.toSeconds(), TimeUnit.SECONDS)).startsWith("v1,");
    }
  }

  @Test
  default void aSocketWithoutAValidTokenIsNotOpened() {
    assertThat(Socket.statusOf(server().base(), "wb_of_nobody")).isEqualTo(401);
  }

  @Test
  default void aChatIsAnsweredWithoutAnyDocument() {
    Api api = server().api();
    JsonObject receipt =
        api.post("/api/chat/stream", "{\"chatId\":\"c\",\"message\":\"What is 6 * 7?\"}").object();
    api.awaitStatus(receipt.getString("taskId"), "completed", LIMIT);
    var messages = api.get("/api/chats/c/messages").object().getJsonArray("items");
    assertThat(messages)
        .extracting(message -> message.asJsonObject().getString("status"))
        .containsExactly("completed", "completed");
    assertThat(messages.getJsonObject(1).getString("content")).isNotBlank();
  }

  @Test
  default void anUploadedDocumentIsReadAndFound() {
    Api api = server().api();
    HttpRequest upload =
        api.request("/api/documents")
            .header("Content-Type", "multipart/form-data; boundary=xyz")
            .POST(
                BodyPublishers.ofString(
                    "--xyz\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n"
                        + "Content-Type: text/plain\r\n\r\n"
                        + "The ferry to the island leaves at nine.\r\n--xyz--\r\n"))
            .build();
    Api.Answer answer = api.send(upload);
    assertThat(answer.status()).as("%s", answer).isEqualTo(202);
    api.awaitStatus(answer.object().getString("taskId"), "completed", LIMIT);
    assertThat(api.get("/api/documents/search?q=ferry").body().toString()).contains("island");
  }

  @Test
  default void metricsCountWhatEnded() {
    Api api = server().api();
    api.awaitStatus(api.submitDiagnostic("{}"), "completed", LIMIT);
    String text = api.get("/metrics").body().toString();
    assertThat(text).contains("waybill_task_events_total").contains("event=\\\"completed\\\"");
  }

  @Test
  default void theConsoleAndTheApiDescriptionAreServed() {
    assertThat(server().api().get("/").status()).isEqualTo(200);
    assertThat(server().api().get("/openapi").body().toString()).contains("/api/tasks");
  }

  private static void assertIsProblem(Api.Answer answer) {
    assertThat(answer.headers().firstValue("Content-Type").orElse("none"))
        .as("%s", answer)
        .startsWith("application/problem+json");
  }
}
