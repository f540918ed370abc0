package org.waybill.api.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.waybill.running.Api;
import org.waybill.running.Socket;

/** The WebSocket, as callers use it. */
class TaskSocketIT extends RunningApi {

  @Test
  void aSocketTellsATasksWholeHistoryWithoutGapOrRepeat() {
    try (Socket socket = Socket.open(server.base(), server.operatorToken())) {
      String id = operator.submitDiagnostic("{\"sleepMs\":600,\"steps\":6,\"partials\":3}");
      socket.send("{\"action\":\"subscribe\",\"taskId\":\"" + id + "\"}");
      List<JsonObject> events = socket.eventsOf(id, "completed", SOON);
      assertThat(events.stream().map(e -> e.getInt("seq")))
          .containsExactlyElementsOf(IntStream.rangeClosed(1, events.size()).boxed().toList());
      assertThat(events.stream().map(e -> e.getString("eventType")))
          .contains("queued", "started", "progress", "partial", "completed");

      socket.send("{\"action\":\"subscribe\",\"taskId\":\"" + id + "\",\"after\":2}");
      List<JsonObject> rest = socket.eventsOf(id, "completed", SOON);
      assertThat(rest.get(0).getInt("seq")).isEqualTo(3);
    }
  }

  @Test
  void aSocketTellsItsUsersTasksAndNobodyElses() {
    Api gina = user("acme", "gina");
    Api hugo = user("acme", "hugo");
    try (Socket socket = Socket.open(server.base(), gina.token())) {
      socket.send("{\"action\":\"subscribe\",\"scope\":\"mine\"}");
      socket.awaitEvent("subscribed", SOON);
      String others = hugo.submitDiagnostic("{}");
      hugo.awaitStatus(others, "completed", SOON);
      String own = gina.submitDiagnostic("{}");
      List<JsonObject> events = socket.eventsOf(own, "completed", SOON);
      assertThat(events.stream().map(e -> e.getInt("seq"))).containsExactly(1, 2, 3);
      socket.send("{\"action\":\"subscribe\",\"taskId\":\"" + others + "\"}");
      assertThat(socket.awaitEvent("error", SOON).getString("field")).isEqualTo("taskId");
      socket.send("{\"action\":\"subscribe\",\"queue\":\"diagnostics\"}");
      assertThat(socket.awaitEvent("error", SOON).getString("field")).isEqualTo("queue");
      assertThat(socket.received().toString())
          .doesNotContain("\"taskId\":\"" + others + "\",\"seq");
    }
  }

  @Test
  void aSocketWithoutATokenIsNotOpened() {
    assertThat(Socket.statusOf(server.base(), "wrong")).isEqualTo(401);
  }
}
