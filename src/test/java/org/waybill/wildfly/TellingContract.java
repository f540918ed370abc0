package org.waybill.wildfly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.waybill.running.Api;
import org.waybill.running.Board;
import org.waybill.running.EventSource;
import org.waybill.running.Inbox;
import org.waybill.running.Inbox.Post;
import org.waybill.running.Notices;
import org.waybill.running.Postbox;
import org.waybill.running.RawClient;
import org.waybill.running.SlowSocket;
import org.waybill.running.Socket;

/** How others are told, on WildFly: by webhook, notification, mail, and many frames. */
interface TellingContract extends OnWildFly {

  int MANY = 40;

  /** What the server is to be started with. */
  static Map<String, String> settings(Postbox mail) {
    Map<String, String> settings = mail.settings();
    settings.put("WAYBILL_DIAGNOSTICS", "true");
    settings.put("WAYBILL_BOARD_MAIL_DOMAINS", "example.com");
    return settings;
  }

  Postbox mail();

  @Test
  default void aWebhookIsToldOfTheEndAndSigned() throws Exception {
    Api gus = server().api().user("gus");
    try (Inbox inbox = new Inbox()) {
      Api.Answer made = gus.post("/api/webhooks", "{\"url\":\"%s\"}".formatted(inbox.at("/end")));
      assertThat(made.status()).as("%s", made).isEqualTo(201);
      String id = gus.submitDiagnostic("{\"echo\":7}");
      Post post = inbox.await("/end", 1, LIMIT).get(0);
      assertThat(post.isSignedWith(made.object().getString("secret"))).isTrue();
      assertThat(post.json().getString("type")).isEqualTo("task.completed");
      assertThat(post.json().getJsonObject("data")).isEqualTo(gus.get("/api/tasks/" + id).object());
      String deliveries = "/api/webhooks/deliveries?state=delivered&taskId=" + id;
      await()
          .atMost(LIMIT)
          .until(() -> !gus.get(deliveries).object().getJsonArray("items").isEmpty());
    }
  }

  @Test
  default void whoLeavesFindsWhatEndedMeanwhile() {
    Api hal = server().api().user("hal");
    String id;
    try (Socket socket = Socket.open(server().base(), hal.token())) {
      socket.send("{\"action\":\"subscribe\",\"scope\":\"mine\"}");
      socket.awaitEvent("subscribed", LIMIT);
      id = hal.submitDiagnostic("{\"sleepMs\":2500}");
      socket.eventsOf(id, "started", LIMIT);
    }
    JsonObject notice = new Notices(hal).await(id, LIMIT);
    assertThat(notice.getString("reason")).isEqualTo("away");
    String path = "/api/notifications/" + notice.getString("id");
    assertThat(hal.post(path + "/read", "").object().getBoolean("read")).isTrue();
    assertThat(hal.delete(path).status()).isEqualTo(204);
  }

  @Test
  default void whatTookLongIsMailed() throws Exception {
    Api ida = server().api().user("ida");
    Notices notices = new Notices(ida);
    notices.settings("{\"email\":\"ida@example.org\",\"minDuration\":\"300ms\"}");
    String id = ida.submitDiagnostic("{\"sleepMs\":600}");
    MimeMessage message = mail().await("ida@example.org", LIMIT);
    assertThat(message.getFrom()[0]).hasToString("queue@example.org");
    assertThat(message.getContent().toString()).contains(id);
    await().atMost(LIMIT).until(() -> notices.await(id, LIMIT).containsKey("mailedAt"));
  }

  @Test
  default void aMailThatWasConfirmedOnTheBoardIsSent() throws Exception {
    Api jan = server().api().user("jan");
    String asked = "Please send an e-mail to jan@example.com: See you at noon, Zoë";
    String id = Board.id(new Board(jan).push(asked, "kitchen"));
    jan.awaitStatus(id, "input_required", LIMIT);
    jan.post("/api/tasks/" + id + "/input", "{\"input\":true}");
    assertThat(mail().await("jan@example.com", LIMIT).getContent().toString())
        .contains("See you at noon, Zoë");
  }

  /** More than the connection and the socket's own queue hold. */
  @Test
  default void aSocketThatIsNotReadForAWhileGetsAllOfItLater() {
    Api kim = server().api().user("kim");
    try (SlowSocket socket = new SlowSocket(server().base(), kim.token(), LIMIT)) {
      socket.send("{\"action\":\"subscribe\",\"scope\":\"mine\"}");
      assertThat(socket.next().getString("eventType")).isEqualTo("subscribed");
      String question = "?".repeat(40_000);
      for (int i = 0; i < 5; i++) {
        submit(kim, 20, "{\"askInput\":\"" + question + "\"}");
      }
      awaitTasks(kim, "input_required", 100);
      submit(kim, 300, "{}");
      awaitTasks(kim, "completed", 300);
      Map<String, List<Integer>> seen = new HashMap<>();
      Set<String> last = new HashSet<>();
      while (last.size() < 400) {
        JsonObject frame = socket.next();
        if (frame.containsKey("seq")) {
          String id = frame.getString("taskId");
          seen.computeIfAbsent(id, each -> new ArrayList<>()).add(frame.getInt("seq"));
          if (Set.of("input_required", "completed").contains(frame.getString("eventType"))) {
            last.add(id);
          }
        }
      }
      // Three each; more of one that stood behind a slow one and started again.
      assertThat(seen)
          .hasSize(400)
          .allSatisfy(
              (id, all) ->
                  assertThat(all)
                      .hasSizeGreaterThanOrEqualTo(3)
                      .isEqualTo(IntStream.rangeClosed(1, all.size()).boxed().toList()));
    }
  }

  @Test
  default void whoHasGoneIsForgotten() {
    Api lou = server().api().user("lou");
    String type = "org.waybill.streaming.Subscriber";
    int before = server().instances(type);
    for (int i = 0; i < MANY / 2; i++) {
      EventSource.open(lou, "/api/tasks/events").close();
      RawClient.stream(lou, "/api/chats/quiet-" + i + "/events").tearOff();
      Socket.open(server().base(), lou.token()).close();
      RawClient.socket(lou).tearOff();
    }
    await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofSeconds(2))
        // Quiet streams notice by their heartbeat. Threads that wait may have their last one in
        // their frames.
        .until(() -> server().instances(type) < before + MANY / 2);
  }

  private static void submit(Api api, int count, String input) {
    String task = "{\"type\":\"diagnostic\",\"input\":" + input + "}";
    Api.Answer answer =
        api.post(
            "/api/tasks/batch",
            "{\"tasks\":[" + String.join(",", Collections.nCopies(count, task)) + "]}");
    assertThat(answer.status()).as("%s", answer).isEqualTo(202);
  }

  private static void awaitTasks(Api api, String status, int count) {
    await(count + " " + status)
        .atMost(LIMIT)
        .until(
            () ->
                api.get("/api/tasks?limit=500&status=" + status)
                        .object()
                        .getJsonArray("items")
                        .size()
                    == count);
  }
}
