package org.waybill.api.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.waybill.running.Api;
import org.waybill.running.EventSource;

/** Server-sent events, as callers use them. */
class TaskStreamIT extends RunningApi {

  @Test
  void aStreamTellsATasksWholeHistoryAndEndsWithIt() {
    String id = operator.submitDiagnostic("{\"sleepMs\":600,\"steps\":6,\"partials\":3}");
    try (EventSource stream = EventSource.open(operator, "/api/tasks/" + id + "/events")) {
      List<EventSource.Message> events = stream.all(SOON);
      assertThat(events.stream().map(e -> Integer.parseInt(e.id())))
          .containsExactlyElementsOf(IntStream.rangeClosed(1, events.size()).boxed().toList());
      assertThat(events.stream().map(EventSource.Message::name))
          .contains("queued", "started", "progress", "partial")
          .endsWith("completed");
      assertThat(events.get(0).json().getString("taskId")).isEqualTo(id);
    }
  }

  @Test
  void whoComesBackGetsWhatItHasNotSeenAndAfterTheEndNothing() {
    String id = operator.submitDiagnostic("{\"steps\":3}");
    operator.awaitStatus(id, "completed", SOON);
    String path = "/api/tasks/" + id + "/events";
    try (EventSource stream = EventSource.open(operator, path, Map.of("Last-Event-ID", "2"))) {
      assertThat(stream.all(SOON).get(0).id()).isEqualTo("3");
    }
    try (EventSource stream = EventSource.open(operator, path, Map.of("Last-Event-ID", "999"))) {
      assertThat(stream.status()).isEqualTo(204);
    }
    try (EventSource stream = EventSource.open(operator, path, Map.of("Last-Event-ID", "x"))) {
      assertThat(stream.status()).isEqualTo(400);
    }
  }

  @Test
  void whoAcceptsAnythingGetsTheHistoryAsJson() {
    String id = operator.submitDiagnostic("{}");
    Api.Answer answer = operator.get("/api/tasks/" + id + "/events");
    assertThat(answer.object()).containsKey("items");
  }

  @Test
  void aUsersStreamTellsItsOwnTasksAndNobodyElses() {
    Api gina = user("acme", "gina-streams");
    Api hugo = user("acme", "hugo-streams");
    try (EventSource stream = EventSource.open(gina, "/api/tasks/events")) {
      assertThat(stream.status()).isEqualTo(200);
      String others = hugo.submitDiagnostic("{}");
      hugo.awaitStatus(others, "completed", SOON);
      String own = gina.submitDiagnostic("{}");
      List<EventSource.Message> events = stream.until("completed", SOON);
      assertThat(events.stream().map(e -> e.json().getString("taskId"))).containsOnly(own);
      assertThat(EventSource.statusOf(hugo, "/api/tasks/" + own + "/events")).isEqualTo(404);
    }
  }

  @Test
  void whoComesBackToAQueuesStreamGetsWhatWasMissed() {
    String path = "/api/queues/diagnostics/events";
    String last;
    try (EventSource stream = EventSource.open(operator, path)) {
      String id = operator.submitDiagnostic("{}");
      last = lastOf(stream.until(SOON, message -> isEnd(message, id))).id();
    }
    String missed = operator.submitDiagnostic("{}");
    operator.awaitStatus(missed, "completed", SOON);
    try (EventSource stream = EventSource.open(operator, path, Map.of("Last-Event-ID", last))) {
      List<EventSource.Message> events = stream.until(SOON, message -> isEnd(message, missed));
      assertThat(
              events.stream()
                  .map(EventSource.Message::json)
                  .filter(event -> event.getString("taskId").equals(missed))
                  .map(event -> event.getInt("seq")))
          .containsExactly(1, 2, 3);
    }
    assertThat(EventSource.statusOf(user("acme", "iris"), path)).isEqualTo(403);
    assertThat(EventSource.statusOf(operator, "/api/queues/nowhere/events")).isEqualTo(404);
  }

  @Test
  void aChatsStreamTellsTheAnswerAsItIsWritten() {
    try (EventSource stream = EventSource.open(operator, "/api/chats/streamed/events")) {
      String id =
          operator
              .post("/api/chat/stream", "{\"chatId\":\"streamed\",\"message\":\"17*(3+4)\"}")
              .object()
              .getString("taskId");
      List<EventSource.Message> events = stream.until(SOON, message -> isEnd(message, id));
      assertThat(events.stream().map(EventSource.Message::name))
          .startsWith("queued", "started")
          .contains("partial");
    }
  }

  @Test
  void aChatsStreamGoesOnOverAllItsTasksByOneCursor() {
    Api judy = user("acme", "judy-streams");
    String path = "/api/chats/resumed/events";
    String body = "{\"chatId\":\"resumed\",\"message\":\"2*3\"}";
    String first = judy.post("/api/chat/stream", body).object().getString("taskId");
    judy.awaitStatus(first, "completed", SOON);
    String last;
    try (EventSource stream = EventSource.open(judy, path + "?after=1")) {
      last = lastOf(stream.until(SOON, message -> isEnd(message, first))).id();
    }
    String second = judy.post("/api/chat/stream", body).object().getString("taskId");
    judy.awaitStatus(second, "completed", SOON);
    try (EventSource stream = EventSource.open(judy, path + "?after=" + last)) {
      List<EventSource.Message> events = stream.until(SOON, message -> isEnd(message, second));
      assertThat(
              events.stream()
                  .map(EventSource.Message::json)
                  .filter(event -> event.getString("taskId").equals(second))
                  .map(event -> event.getInt("seq")))
          .startsWith(1, 2, 3);
    }
    assertThat(EventSource.statusOf(judy, path + "?after=x")).isEqualTo(400);
  }

  private static boolean isEnd(EventSource.Message message, String id) {
    return message.name().equals("completed") && message.data().contains(id);
  }

  private static EventSource.Message lastOf(List<EventSource.Message> messages) {
    return messages.get(messages.size() - 1);
  }

  @Test
  void whoReadsSlowlyMissesNothing() {
    String id = operator.submitDiagnostic("{\"sleepMs\":2000,\"partials\":400,\"steps\":1}");
    try (EventSource stream = EventSource.open(operator, "/api/tasks/" + id + "/events")) {
      operator.awaitStatus(id, "completed", SOON);
      List<EventSource.Message> events = stream.all(SOON);
      assertThat(events.stream().map(e -> Integer.parseInt(e.id())))
          .containsExactlyElementsOf(IntStream.rangeClosed(1, events.size()).boxed().toList());
    }
  }
}
