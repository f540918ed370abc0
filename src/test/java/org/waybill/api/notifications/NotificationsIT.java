package org.waybill.api.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.waybill.running.Api;
import org.waybill.running.FreePorts;
import org.waybill.running.RunningServer;
import org.waybill.running.Socket;

/** What a user finds who leaves and comes back. */
class NotificationsIT {

  private static final Duration SOON = Duration.ofSeconds(20);
  private static final String MINE = "{\"action\":\"subscribe\",\"scope\":\"mine\"}";
  private static final int MAIL_PORT = Integer.parseInt(FreePorts.next());

  private static GreenMail mail;
  private static RunningServer server;

  @BeforeAll
  static void start() {
    mail = new GreenMail(new ServerSetup(MAIL_PORT, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    mail.setUser("waybill", "secret");
    mail.start();
    server =
        RunningServer.start(
            Map.of(
                "WAYBILL_SMTP_HOST", "127.0.0.1",
                "WAYBILL_SMTP_PORT", Integer.toString(MAIL_PORT),
                "WAYBILL_SMTP_SECURITY", "none",
                "WAYBILL_SMTP_USER", "waybill",
                "WAYBILL_SMTP_PASSWORD", "secret",
                "WAYBILL_SMTP_FROM", "queue@example.org"));
  }

  @AfterAll
  static void end() {
    server.close();
    mail.stop();
  }

  private static Api user(String name) {
    JsonObject token =
        server
            .api()
            .post(
                "/api/tokens",
                "{\"userId\":\"%s\",\"role\":\"user\",\"name\":\"test\"}".formatted(name))
            .object();
    return new Api(server.base(), token.getString("token"));
  }

  private static Socket socket(Api api) {
    Socket socket = Socket.open(server.base(), api.token());
    socket.send(MINE);
    socket.awaitEvent("subscribed", SOON);
    return socket;
  }

  private static List<JsonObject> notifications(Api api) {
    return api.get("/api/notifications")
        .object()
        .getJsonArray("items")
        .getValuesAs(JsonObject.class);
  }

  private static JsonObject awaitNotificationOf(Api api, String task) {
    return await("notification of " + task)
        .atMost(SOON)
        .until(
            () ->
                notifications(api).stream()
                    .filter(each -> each.getString("taskId").equals(task))
                    .findFirst()
                    .orElse(null),
            found -> found != null);
  }

  private static Api.Answer settings(Api api, String body) {
    return api.send(
        api.request("/api/notifications/settings")
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(body))
            .build());
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
    assertThat(mail.waitForIncomingEmail(SOON.toMillis(), 1)).isTrue();
    var message = mail.getReceivedMessages()[0];
    assertThat(message.getAllRecipients()[0]).hasToString("mia@example.org");
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
