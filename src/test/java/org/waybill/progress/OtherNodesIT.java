package org.waybill.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.waybill.running.Api;
import org.waybill.running.Inbox;
import org.waybill.running.RunningServer;
import org.waybill.running.Socket;

/** Sockets of a node that runs no task hear what the other one does. */
class OtherNodesIT {

  private static final Duration SOON = Duration.ofSeconds(30);
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
      // Until the other node knows that somebody listens here, which takes it some seconds.
      await()
          .atMost(SOON)
          .pollInterval(Duration.ofSeconds(1))
          .until(
              () -> {
                here.post("/message/send/async", VOICE);
                return received(socket, "a2a_response");
              });
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
