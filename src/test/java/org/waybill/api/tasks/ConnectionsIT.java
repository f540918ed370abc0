package org.waybill.api.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.waybill.running.Api;
import org.waybill.running.RawClient;
import org.waybill.running.Socket;

/** Streams and sockets whose clients go, are too many, or send what nobody can read. */
@Tag("outage")
class ConnectionsIT extends RunningApi {

  private static final Duration LET_GO = Duration.ofSeconds(70);
  private static final int USERS = 6;
  private static final int STREAMS_OF_EACH = 40;
  private static final int SOCKETS_OF_EACH = 12;

  @BeforeEach
  void nobodyIsLeftOfTheTestBefore() {
    awaitNone("waybill_event_streams");
    awaitNone("waybill_websocket_clients");
  }

  @Test
  void whoIsTornOffIsLetGoWhetherItsStreamIsQuietOrNot() {
    List<RawClient> clients = new ArrayList<>();
    List<RawClient> mute = new ArrayList<>();
    for (int each = 0; each < USERS; each++) {
      Api user = user("acme", "torn-" + each);
      String task = user.submitDiagnostic("{\"sleepMs\":15000,\"steps\":30}");
      for (int i = 0; i < STREAMS_OF_EACH; i++) {
        clients.add(RawClient.stream(user, path(i, task)));
      }
      for (int i = 0; i < SOCKETS_OF_EACH; i++) {
        clients.add(RawClient.socket(user));
      }
      mute.add(RawClient.socket(user));
    }
    assertThat(clients).extracting(RawClient::status).containsOnly(200, 101);
    assertThat(operator.metric("waybill_event_streams")).isEqualTo(USERS * STREAMS_OF_EACH);
    assertThat(operator.metric("waybill_websocket_clients"))
        .isEqualTo(USERS * (SOCKETS_OF_EACH + 1));
    for (int i = 0; i < clients.size(); i++) {
      if (i % 2 == 0) {
        clients.get(i).tearOff();
      } else {
        clients.get(i).close();
      }
    }
    // The mute ones are still connected, and answer no ping.
    awaitNone("waybill_event_streams");
    awaitNone("waybill_websocket_clients");
    mute.forEach(RawClient::close);
  }

  private static String path(int i, String task) {
    return switch (i % 3) {
      case 0 -> "/api/tasks/events";
      case 1 -> "/api/tasks/" + task + "/events";
      default -> "/api/chats/quiet-" + i + "/events";
    };
  }

  @Test
  void oneTooManyIsRefusedByTheNameOfItsLimitAndAnotherUserIsNot() {
    Api full = user("acme", "full");
    List<RawClient> open = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      open.add(RawClient.stream(full, "/api/tasks/events"));
      open.add(RawClient.socket(full));
    }
    assertThat(open).extracting(RawClient::status).containsOnly(200, 101);
    try (RawClient stream = RawClient.stream(full, "/api/chats/one-more/events");
        RawClient socket = RawClient.socket(full)) {
      assertThat(stream.status()).isEqualTo(429);
      assertThat(stream.next()).contains("WAYBILL_STREAMS_PER_USER");
      assertThat(socket.status()).isEqualTo(429);
      assertThat(socket.next()).contains("WAYBILL_SOCKETS_PER_USER");
    }
    Api other = user("acme", "not-full");
    try (RawClient stream = RawClient.stream(other, "/api/tasks/events");
        RawClient socket = RawClient.socket(other)) {
      assertThat(stream.status()).isEqualTo(200);
      assertThat(socket.status()).isEqualTo(101);
    }
    open.forEach(RawClient::tearOff);
    await()
        .atMost(LET_GO)
        .pollInterval(Duration.ofSeconds(1))
        .until(
            () -> {
              try (RawClient again = RawClient.stream(full, "/api/tasks/events")) {
                return again.status() == 200;
              }
            });
  }

  /** To prepare a large response costs others their time, and to write it may hold a thread. */
  @Test
  void whoDoesNotReadLargeResponsesGetsAFewAtOnceAndHoldsUpNobody() throws Exception {
    Api slow = user("acme", "reads-nothing");
    Api other = user("acme", "reads-all");
    String large = slow.submitDiagnostic("{\"outputBytes\":1000000}");
    slow.awaitStatus(large, "completed", SOON);
    ExecutorService clients = Executors.newFixedThreadPool(190);
    List<Future<RawClient>> unread = new ArrayList<>();
    try {
      for (int i = 0; i < 190; i++) {
        unread.add(clients.submit(() -> RawClient.get(slow, "/api/tasks/" + large)));
      }
      assertThat(other.post("/api/tasks", "{\"type\":\"diagnostic\"}").status()).isEqualTo(202);
      assertThat(other.get("/api/tasks?limit=1").status()).isEqualTo(200);
      Set<Integer> statuses = new TreeSet<>();
      for (Future<RawClient> each : unread) {
        RawClient client = each.get();
        statuses.add(client.status());
        client.tearOff();
      }
      assertThat(statuses).containsExactly(200, 429);
    } finally {
      clients.shutdown();
    }
    assertThat(slow.get("/api/tasks/" + large).status()).isEqualTo(200);
  }

  @Test
  void noFrameMakesASocketMute() {
    List<String> frames =
        List.of(
            "",
            "x",
            "[]",
            "{} {}",
            "{\"action\":\"subscribe\",\"taskId\":7}",
            "{\"action\":\"subscribe\",\"taskId\":null}",
            "{\"action\":\"subscribe\",\"chatId\":{\"a\":1}}",
            "{\"action\":\"subscribe\",\"chatId\":\"" + "c".repeat(201) + "\"}",
            "{\"action\":\"subscribe\",\"chatId\":\"\\ud800\"}",
            "{\"action\":\"subscribe\",\"queue\":[]}",
            "{\"action\":\"subscribe\"}",
            "{\"action\":1}",
            "{\"action\":\"hello\",\"websocketId\":[1]}",
            "{\"action\":\"subscribe\",\"board\":\"yes\"}",
            "{\"action\":\"subscribe\",\"taskId\":\"a\",\"after\":" + "9".repeat(5_000) + "}",
            "{\"action\":\"subscribe\",\"taskId\":\"a\",\"after\":1e99}",
            "{\"a\":".repeat(3_000),
            "[".repeat(16_000));
    try (Socket socket = Socket.open(server.base(), user("acme", "frames").token())) {
      for (String frame : frames) {
        socket.send(frame);
        JsonObject error = socket.awaitEvent("error", SOON);
        assertThat(error.getString("detail")).as(frame).isNotBlank();
        socket.send("{\"action\":\"ping\"}");
        socket.awaitEvent("pong", SOON);
      }
    }
  }

  @Test
  void oneSocketHasAThousandSubscriptionsAtMost() {
    try (Socket socket = Socket.open(server.base(), user("acme", "topics").token())) {
      for (int i = 0; i < 1_000; i++) {
        socket.send("{\"action\":\"subscribe\",\"chatId\":\"c" + i + "\"}");
      }
      await().atMost(SOON).until(() -> socket.received().size() == 1_000);
      socket.send("{\"action\":\"subscribe\",\"chatId\":\"one-more\"}");
      assertThat(socket.awaitEvent("error", SOON).getString("detail")).contains("1000");
      socket.send("{\"action\":\"unsubscribe\",\"chatId\":\"c0\"}");
      socket.awaitEvent("unsubscribed", SOON);
      socket.send("{\"action\":\"subscribe\",\"chatId\":\"one-more\"}");
      await()
          .atMost(SOON)
          .until(
              () ->
                  socket.received().stream()
                      .anyMatch(frame -> frame.getString("chatId", "").equals("one-more")));
    }
  }

  private static void awaitNone(String name) {
    await()
        .atMost(LET_GO)
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(() -> assertThat(operator.metric(name)).as(name).isZero());
  }
}
