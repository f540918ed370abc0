package org.waybill.api.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.waybill.running.Api;
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

  @BeforeAll
  static void start() {
    listening = RunningServer.start(Map.of("WAYBILL_ROLE", "api"));
    working = listening.joinWorker(Map.of("WAYBILL_ROLE", "all"));
  }

  @AfterAll
  static void end() {
    working.close();
    listening.close();
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

  private static boolean received(Socket socket, String kind) {
    return socket.received().stream().anyMatch(f -> f.getString("eventType").equals(kind));
  }
}
