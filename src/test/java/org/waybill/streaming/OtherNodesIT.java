package org.waybill.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.waybill.running.Api;
import org.waybill.running.EventSource;
import org.waybill.running.Inbox;
import org.waybill.running.RunningServer;
import org.waybill.running.Socket;

/** Sockets of a node that runs no task hear what the other one does. */
@Tag("outage")
class OtherNodesIT {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Duration REVOKED_WITHIN = Duration.ofSeconds(15);
  private static final int FREEZE_SECONDS = 14;
  private static final String VOICE =
      "{\"parts\":[{\"root\":{\"kind\":\"text\",\"text\":\"What is 2 times 3?\"}}],"
          + "\"voice_call_id\":\"call-1\"}";

  private static RunningServer listening;
  private static RunningServer working;

  private static Inbox inbox;

  @BeforeAll
  static void start() throws IOException {
    inbox = new Inbox();
    String allowed = "127.0.0.1";
    listening =
        RunningServer.start(Map.of("WAYBILL_ROLE", "api", "WAYBILL_OUTBOUND_ALLOW", allowed));
    working =
        listening.joinWorker(Map.of("WAYBILL_ROLE", "all", "WAYBILL_OUTBOUND_ALLOW", allowed));
  }

  @AfterAll
  static void end() {
    working.close();
    listening.close();
    inbox.close();
  }

  @Test
  void resultsSizesAndSoundsComeFromTheOtherNode() {
    Api here = listening.api();
    Api there = new Api(working.base(), here.token());
    try (Socket socket =
        Socket.open(
            listening.base(), "?websocket_id=kitchen", "Authorization", "Bearer " + here.token())) {
      // At once, though the other node does not know yet that somebody listens here.
      String voice = here.post("/message/send/async", VOICE).object().getString("task_id");
      assertThat(socket.awaitEvent("a2a_response", SOON).getString("task_id")).isEqualTo(voice);
      String id =
          here.post("/api/push", "{\"question\":\"What is 8 times 8?\",\"fresh\":true}")
              .object()
              .getString("id");
      assertThat(socket.awaitEvent("audio_update", SOON).getString("text")).contains("64");
      await().atMost(SOON).until(() -> received(socket, "done_update"));
      assertThat(there.delete("/api/delete-snapshot/" + id).status()).isEqualTo(200);
      JsonObject sound = socket.awaitEvent("audio_update", SOON);
      assertThat(sound.getString("task_id")).isEqualTo(id);
      assertThat(sound.getString("sound")).isNotBlank();
    }
  }

  @Test
  void whatHasATokenEndsWithItOnTheOtherNodeToo() {
    Api there = new Api(working.base(), listening.api().token());
    JsonObject made =
        listening
            .api()
            .post(
                "/api/tokens", "{\"tenant\":\"default\",\"userId\":\"rita\",\"role\":\"operator\"}")
            .object();
    Api rita = new Api(listening.base(), made.getString("token"));
    String task = rita.submitDiagnostic("{\"sleepMs\":60000}");
    List<EventSource> streams =
        List.of(
            EventSource.open(rita, "/api/tasks/events"),
            EventSource.open(rita, "/api/tasks/" + task + "/events"),
            EventSource.open(rita, "/api/chats/ritas/events"),
            EventSource.open(rita, "/api/queues/diagnostics/events"),
            EventSource.open(new Api(working.base(), rita.token()), "/api/tasks/events"));
    Socket socket = Socket.open(listening.base(), rita.token());
    socket.send("{\"action\":\"subscribe\",\"scope\":\"mine\"}");
    socket.awaitEvent("subscribed", SOON);
    CompletableFuture<Api.Answer> waiting =
        CompletableFuture.supplyAsync(() -> rita.send(waitingCall(rita)));
    await()
        .atMost(SOON)
        .until(() -> !rita.get("/api/tasks?tag=waits").object().getJsonArray("items").isEmpty());
    assertThat(there.delete("/api/tokens/" + made.getString("id")).status()).isEqualTo(204);
    for (EventSource stream : streams) {
      List<EventSource.Message> told = stream.all(REVOKED_WITHIN);
      assertThat(told.get(told.size() - 1).name()).isEqualTo("closed");
    }
    assertThat(socket.awaitClose(REVOKED_WITHIN)).isEqualTo(1008);
    await()
        .atMost(REVOKED_WITHIN)
        .until(() -> EventSource.statusOf(rita, "/api/tasks/events") == 401);
    assertThat(waiting.join().status()).isEqualTo(401);
    there.post("/api/tasks/" + task + "/cancel", "");
  }

  /** Its answer comes after its token has ended. */
  private static HttpRequest waitingCall(Api caller) {
    return caller
        .request("/api/tasks")
        .header("Content-Type", "application/json")
        .header("Prefer", "wait=10")
        .POST(
            BodyPublishers.ofString(
                "{\"type\":\"diagnostic\",\"tags\":[\"waits\"],\"input\":{\"sleepMs\":10000}}"))
        .build();
  }

  @Test
  void aStreamOfManyTasksHearsEachEndThoughTheWorkerWasFrozen() throws Exception {
    Api here = listening.api();
    Set<String> ids = new HashSet<>();
    try (EventSource stream = EventSource.open(here, "/api/queues/diagnostics/events")) {
      for (int i = 0; i < 20; i++) {
        ids.add(here.submitDiagnostic("{\"sleepMs\":" + 100 * i + "}"));
      }
      String server = Long.toString(working.launcher().server().pid());
      signal("-STOP", server);
      // By its last line the freeze is longer than connections and leases live.
      TimeUnit.SECONDS.sleep(FREEZE_SECONDS);
      signal("-CONT", server);
      for (int i = 0; i < 20; i++) {
        ids.add(here.submitDiagnostic("{}"));
      }
      Set<String> unheard = new HashSet<>(ids);
      stream.until(
          Duration.ofSeconds(60),
          message -> {
            if (message.name().equals("completed")) {
              unheard.remove(message.json().getString("taskId"));
            }
            return unheard.isEmpty();
          });
      assertThat(unheard).isEmpty();
    }
  }

  private static void signal(String signal, String pid) throws Exception {
    assertThat(new ProcessBuilder("kill", signal, pid).start().waitFor()).isZero();
  }

  @Test
  void aNotificationOfWhatRanElsewhereComesToTheNodeWhereItsUserIs() {
    Api here = listening.api();
    here.send(
        here.request("/api/notifications/settings")
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString("{\"minDuration\":\"500ms\"}"))
            .build());
    try (Socket socket = Socket.open(listening.base(), here.token())) {
      socket.send("{\"action\":\"subscribe\",\"scope\":\"mine\"}");
      // Until the other node knows that this user is a person, which takes it some seconds.
      await()
          .atMost(SOON)
          .pollInterval(Duration.ofSeconds(1))
          .until(
              () -> {
                here.submitDiagnostic("{\"sleepMs\":600}");
                return received(socket, "notification");
              });
      JsonObject told = socket.awaitEvent("notification", SOON).getJsonObject("data");
      assertThat(told.getString("reason")).isEqualTo("long");
      String task = told.getString("taskId");
      assertThat(here.get("/api/tasks/" + task).object().getString("status"))
          .isEqualTo("completed");
    }
  }

  @Test
  void aWebhookIsToldOfEachEndOnceThoughBothNodesSend() {
    Api here = listening.api();
    Api there = new Api(working.base(), here.token());
    assertThat(here.post("/api/webhooks", "{\"url\":\"%s\"}".formatted(inbox.at("/ends"))).status())
        .isEqualTo(201);
    Set<String> ended = new HashSet<>();
    for (int i = 0; i < 40; i++) {
      ended.add((i % 2 == 0 ? here : there).submitDiagnostic("{}"));
    }
    await().atMost(SOON).until(() -> tasksOf(inbox.postsTo("/ends")).containsAll(ended));
    assertThat(tasksOf(inbox.postsTo("/ends")).stream().filter(ended::contains))
        .doesNotHaveDuplicates();
  }

  private static List<String> tasksOf(List<Inbox.Post> posts) {
    return posts.stream().map(post -> post.json().getJsonObject("data").getString("id")).toList();
  }

  private static boolean received(Socket socket, String kind) {
    return socket.received().stream().anyMatch(f -> f.getString("eventType").equals(kind));
  }
}
