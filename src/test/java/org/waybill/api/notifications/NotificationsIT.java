package org.waybill.api.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.waybill.running.Api;
import org.waybill.running.Notices;
import org.waybill.running.Postbox;
import org.waybill.running.RunningServer;
import org.waybill.running.Socket;

/** What a user finds who leaves and comes back. */
class NotificationsIT {

  private static final Duration SOON = Duration.ofSeconds(20);
  private static final String MINE = "{\"action\":\"subscribe\",\"scope\":\"mine\"}";

  private static Postbox mail;
  private static RunningServer server;

  @BeforeAll
  static void start() {
    mail = new Postbox();
    server = RunningServer.start(mail.settings());
  }

  @AfterAll
  static void end() {
    server.close();
    mail.close();
  }

  private static Api user(String name) {
    return server.api().user(name);
  }

  private static Socket socket(Api api) {
    Socket socket = Socket.open(server.base(), api.token());
    socket.send(MINE);
    socket.awaitEvent("subscribed", SOON);
    return socket;
  }

  private static List<JsonObject> notifications(Api api) {
    return new Notices(api).all();
  }

  private static JsonObject awaitNotificationOf(Api api, String task) {
    return new Notices(api).await(task, SOON);
  }

  private static Api.Answer settings(Api api, String body) {
    return new Notices(api).settings(body);
  }

  @Test
  void whoLeavesFindsWhatEndedMeanwhile() {
    Api ann = user("ann");
    String task;
    try (Socket socket = socket(ann)) {
      task = ann.submitDiagnostic("{\"sleepMs\":2500}");
      socket.eventsOf(task, "started", SOON);
    }
    JsonObject found = awaitNotificationOf(ann, task);
    assertThat(found.getString("reason")).isEqualTo("away");
    assertThat(found.getString("event")).isEqualTo("task.completed");
    assertThat(found.getBoolean("read")).isFalse();
    assertThat(ann.get("/api/notifications?unread=true").object().getInt("unread")).isEqualTo(1);
    String path = "/api/notifications/" + found.getString("id");
    assertThat(ann.post(path + "/read", "").object().getBoolean("read")).isTrue();
    JsonObject unread = ann.get("/api/notifications?unread=true").object();
    assertThat(unread.getInt("unread")).isZero();
    assertThat(unread.getJsonArray("items")).isEmpty();
    assertThat(user("bob").delete(path).status()).isEqualTo(404);
    assertThat(ann.delete(path).status()).isEqualTo(204);
    assertThat(ann.delete(path).status()).isEqualTo(404);
  }

  @Test
  void whoIsHereIsToldByAFrameOfWhatTookLongOrAsks() {
    Api eve = user("eve");
    assertThat(settings(eve, "{\"minDuration\":\"500ms\"}").status()).isEqualTo(200);
    try (Socket socket = socket(eve)) {
      String brief = eve.submitDiagnostic("{}");
      socket.eventsOf(brief, "completed", SOON);
      String slow = eve.submitDiagnostic("{\"sleepMs\":1000}");
      JsonObject frame = socket.awaitEvent("notification", SOON).getJsonObject("data");
      assertThat(frame.getString("taskId")).isEqualTo(slow);
      assertThat(frame.getString("reason")).isEqualTo("long");
      String asking = eve.submitDiagnostic("{\"askInput\":\"Go on?\"}");
      JsonObject asked = socket.awaitEvent("notification", SOON).getJsonObject("data");
      assertThat(asked.getString("taskId")).isEqualTo(asking);
      assertThat(asked.getString("event")).isEqualTo("task.input_required");
      assertThat(notifications(eve))
          .extracting(each -> each.getString("taskId"))
          .containsExactly(asking, slow);
      assertThat(eve.post("/api/notifications/read", "").object().getInt("read")).isEqualTo(2);
      assertThat(eve.delete("/api/notifications").object().getInt("deleted")).isEqualTo(2);
    }
  }

  @Test
  void whatTookLongIsMailed() throws Exception {
    Api mia = user("mia");
    JsonObject set =
        settings(mia, "{\"email\":\"mia@example.org\",\"minDuration\":\"300ms\"}").object();
    assertThat(set.getBoolean("mailServer")).isTrue();
    assertThat(mia.get("/api/notifications/settings").object()).isEqualTo(set);
    String task = mia.submitDiagnostic("{\"sleepMs\":600}");
    var message = mail.await("mia@example.org", SOON);
    assertThat(message.getFrom()[0]).hasToString("queue@example.org");
    assertThat(message.getContent().toString()).contains(task);
    await().atMost(SOON).until(() -> awaitNotificationOf(mia, task).containsKey("mailedAt"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"email\":\"nobody\"} | email",
        "{\"email\":\"a@b\\r\\nBcc: c@d\"} | email",
        "{\"minDuration\":\"long\"} | minDuration",
        "{\"mail\":\"a@b\"} | body"
      })
  void whatIsWrongIsNamed(String body, String field) {
    Api.Answer answer = settings(server.api(), body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.object().getString("field")).isEqualTo(field);
    assertThat(answer.object().getString("detail")).contains("allowed: ");
  }

  @Test
  void aWrongFilterIsNamed() {
    Api.Answer answer = server.api().get("/api/notifications?unread=perhaps");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.object().getString("field")).isEqualTo("unread");
  }
}
