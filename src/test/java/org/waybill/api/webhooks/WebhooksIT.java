package org.waybill.api.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.waybill.running.Api;
import org.waybill.running.Inbox;
import org.waybill.running.Inbox.Post;
import org.waybill.running.Receiver;
import org.waybill.running.RunningServer;

/** Who is told, how it is signed, and that nothing is lost. */
class WebhooksIT {

  private static final Duration SOON = Duration.ofSeconds(20);

  private static RunningServer server;
  private static Inbox inbox;
  private static Api operator;
  private static WebhookCalls calls;

  @BeforeAll
  static void start() throws Exception {
    inbox = new Inbox();
    server =
        RunningServer.start(
            Map.of(
                "WAYBILL_OUTBOUND_ALLOW", "127.0.0.1",
                "WAYBILL_WEBHOOK_GAPS", "200ms,200ms,1h",
                "WAYBILL_WEBHOOK_TIMEOUT", "3s"));
    operator = server.api();
    calls = new WebhookCalls(operator);
  }

  @AfterAll
  static void end() {
    inbox.close();
    server.close();
  }

  @Test
  void anEndIsToldWithTheTaskAndSigned() throws Exception {
    JsonObject webhook = calls.webhook(inbox.at("/end"), ",\"tags\":[\"end\"]");
    String task = calls.submit("end", "");
    Post post = inbox.await("/end", 1, SOON).get(0);
    WebhookCalls.assertSigned(post, webhook.getString("secret"));
    assertThat(post.header("content-type")).isEqualTo("application/json");
    JsonObject told = post.json();
    assertThat(told.getString("type")).isEqualTo("task.completed");
    assertThat(told.getString("timestamp")).endsWith("Z");
    assertThat(told.getJsonObject("data")).isEqualTo(operator.get("/api/tasks/" + task).object());
    JsonObject delivery = calls.awaitDelivery(task, "delivered");
    assertThat(delivery.getString("id")).isEqualTo(post.header("webhook-id"));
    assertThat(delivery.getInt("httpStatus")).isEqualTo(204);
  }

  @Test
  void eachEventThatIsWantedIsTold() {
    calls.webhook(
        inbox.at("/events"),
        ",\"tags\":[\"events\"],\"events\":[\"task.started\",\"task.failed\"]");
    calls.submit("events", "");
    Api.Answer failing =
        operator.post(
            "/api/tasks",
            "{\"type\":\"diagnostic\",\"tags\":[\"events\"],\"input\":{\"failFinally\":true}}");
    assertThat(failing.status()).isEqualTo(202);
    assertThat(inbox.await("/events", 3, SOON))
        .extracting(post -> post.json().getString("type"))
        .containsExactlyInAnyOrder("task.started", "task.started", "task.failed");
  }

  @Test
  void whatFailsIsToldAgainWithTheSameIdAndBody() throws Exception {
    AtomicInteger tries = new AtomicInteger();
    URI url =
        inbox.answering(
            "/again",
            exchange -> {
              boolean first = tries.incrementAndGet() == 1;
              if (first) {
                exchange.getResponseHeaders().set("Retry-After", "1");
              }
              Receiver.say(exchange, first ? 503 : 200, first ? "not now" : "");
            });
    JsonObject webhook = calls.webhook(url, ",\"tags\":[\"again\"]");
    String task = calls.submit("again", "");
    List<Post> posts = inbox.await("/again", 2, SOON);
    assertThat(posts.get(1).header("webhook-id")).isEqualTo(posts.get(0).header("webhook-id"));
    assertThat(posts.get(1).body()).isEqualTo(posts.get(0).body());
    assertThat(Long.parseLong(posts.get(1).header("webhook-timestamp")))
        .isGreaterThan(Long.parseLong(posts.get(0).header("webhook-timestamp")));
    WebhookCalls.assertSigned(posts.get(1), webhook.getString("secret"));
    assertThat(calls.awaitDelivery(task, "delivered").getInt("tries")).isEqualTo(2);
  }

  @Test
  void whatIsNotAnsweredIsShownWithItsErrorAndCanBeSentAgain() {
    URI url = inbox.answering("/resend", exchange -> Receiver.say(exchange, 500, "oh no"));
    JsonObject webhook = calls.webhook(url, ",\"tags\":[\"resend\"]");
    String task = calls.submit("resend", "");
    inbox.await("/resend", 3, SOON);
    JsonObject pending =
        await()
            .atMost(SOON)
            .until(() -> calls.awaitDelivery(task, "pending"), found -> found.getInt("tries") == 3);
    assertThat(pending.getString("error")).isEqualTo("answered 500: oh no");
    inbox.answering("/resend", exchange -> Receiver.say(exchange, 200, ""));
    String own = "/api/webhooks/" + webhook.getString("id") + "/deliveries";
    assertThat(operator.get(own).object().getJsonArray("items")).hasSize(1);
    Api.Answer again = operator.post(own + "/" + pending.getString("id") + "/resend", "");
    assertThat(again.status()).isEqualTo(202);
    calls.awaitDelivery(task, "delivered");
    // And once more, though it was delivered.
    operator.post("/api/webhooks/deliveries/" + pending.getString("id") + "/resend", "");
    assertThat(inbox.await("/resend", 5, SOON))
        .allSatisfy(
            post -> assertThat(post.header("webhook-id")).isEqualTo(pending.getString("id")));
  }

  @Test
  void whileASecretIsRotatedBothSign() throws Exception {
    JsonObject webhook = calls.webhook(inbox.at("/rotate"), ",\"tags\":[\"rotate\"]");
    JsonObject rotated =
        operator
            .post("/api/webhooks/" + webhook.getString("id") + "/rotate", "{\"overlap\":\"1h\"}")
            .object();
    assertThat(rotated.getString("formerSecret")).isEqualTo(webhook.getString("secret"));
    calls.submit("rotate", "");
    Post post = inbox.await("/rotate", 1, SOON).get(0);
    WebhookCalls.assertSigned(post, webhook.getString("secret"));
    WebhookCalls.assertSigned(post, rotated.getString("secret"));
    operator.post("/api/webhooks/" + webhook.getString("id") + "/rotate", "{\"overlap\":0}");
    calls.submit("rotate", "");
    assertThat(inbox.await("/rotate", 2, SOON).get(1).header("webhook-signature"))
        .doesNotContain(" ");
  }

  @Test
  void aCallbackUrlIsToldOnceAndSignedWithItsOwnersSecret() throws Exception {
    String secret = operator.get("/api/webhooks/callback-secret").object().getString("secret");
    String task = calls.submit("callback", ",\"callbackUrl\":\"" + inbox.at("/back") + "\"");
    Post post = inbox.await("/back", 1, SOON).get(0);
    WebhookCalls.assertSigned(post, secret);
    assertThat(post.json().getJsonObject("data").getString("id")).isEqualTo(task);
    assertThat(calls.awaitDelivery(task, "delivered")).doesNotContainKey("webhookId");
    JsonObject rotated = operator.post("/api/webhooks/callback-secret/rotate", "").object();
    assertThat(rotated.getString("formerSecret")).isEqualTo(secret);
  }

  @Test
  void aBatchMayNameCallbacks() {
    Api.Answer batch =
        operator.post(
            "/api/tasks/batch",
            "{\"tasks\":[{\"type\":\"diagnostic\",\"callbackUrl\":\"%s\"}]}"
                .formatted(inbox.at("/batch")));
    assertThat(batch.status()).as("%s", batch).isEqualTo(202);
    inbox.await("/batch", 1, SOON);
  }

  @Test
  void aReceiverThatIsGoneIsNotAskedAgain() {
    URI url = inbox.answering("/gone", exchange -> Receiver.say(exchange, 410, ""));
    JsonObject webhook = calls.webhook(url, ",\"tags\":[\"gone\"]");
    String task = calls.submit("gone", "");
    calls.awaitDelivery(task, "failed");
    JsonObject now = operator.get("/api/webhooks/" + webhook.getString("id")).object();
    assertThat(now.getBoolean("enabled")).isFalse();
    assertThat(now.getString("disabledBecause")).contains("410");
    assertThat(inbox.postsTo("/gone")).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/api/webhooks   | {\"url\":\"http://10.1.2.3/\"} | url",
        "/api/webhooks   | {\"url\":\"http://localhost:1234/\"} | url",
        "/api/webhooks   | {\"url\":\"http://8.8.8.8/\",\"events\":[\"task.eaten\"]} | events",
        "/api/webhooks   | {\"url\":\"http://8.8.8.8/\",\"types\":[\"unheard-of\"]} | types",
        "/api/webhooks   | {\"url\":\"http://8.8.8.8/\",\"secret\":\"short\"} | secret",
        "/api/webhooks   | {\"url\":\"http://8.8.8.8/\",\"scope\":\"all\"} | scope",
        "/api/webhooks   | {\"url\":\"http://8.8.8.8/\",\"event\":[]} | body",
        "/api/webhooks   | {} | url",
        "/api/tasks      | {\"type\":\"diagnostic\",\"callbackUrl\":\"http://169.254.169.254/\"} | callbackUrl",
        "/api/tasks/batch| {\"tasks\":[{\"type\":\"diagnostic\",\"callbackUrl\":\"http://[::1]/\"}]} | tasks[0].callbackUrl",
      })
  void whatIsWrongIsNamed(String path, String body, String field) {
    Api.Answer answer = operator.post(path, body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.object().getString("field")).isEqualTo(field);
    assertThat(answer.object().getString("detail")).contains(field).contains("allowed: ");
  }

  @Test
  void aUserHasOnlyItsOwnWebhooksAndTasks() {
    Api ann = operator.user("ann");
    WebhookCalls annsCalls = new WebhookCalls(ann);
    JsonObject others = calls.webhook(inbox.at("/others"), ",\"tags\":[\"own\"]");
    JsonObject hers = annsCalls.webhook(inbox.at("/hers"), ",\"tags\":[\"own\"]");
    JsonObject all = calls.webhook(inbox.at("/all"), ",\"tags\":[\"own\"],\"scope\":\"tenant\"");
    String task = annsCalls.submit("own", "");
    inbox.await("/hers", 1, SOON);
    inbox.await("/all", 1, SOON);
    assertThat(inbox.postsTo("/others")).isEmpty();
    assertThat(ann.get("/api/webhooks/" + others.getString("id")).status()).isEqualTo(404);
    assertThat(ann.delete("/api/webhooks/" + all.getString("id")).status()).isEqualTo(404);
    assertThat(ann.get("/api/webhooks").object().getJsonArray("items")).hasSize(1);
    assertThat(ann.get("/api/webhooks/deliveries?taskId=" + task).object().getJsonArray("items"))
        .hasSize(1);
    assertThat(operator.get("/api/webhooks/" + hers.getString("id")).status()).isEqualTo(200);
    assertThat(
            ann.post("/api/webhooks", "{\"url\":\"http://8.8.8.8/\",\"scope\":\"tenant\"}")
                .status())
        .isEqualTo(403);
    assertThat(ann.delete("/api/webhooks/" + hers.getString("id")).status()).isEqualTo(204);
    assertThat(ann.delete("/api/webhooks/" + hers.getString("id")).status()).isEqualTo(404);
  }

  @Test
  void aWebhookMayBeReplacedAndSwitchedOff() {
    JsonObject webhook = calls.webhook(inbox.at("/replaced"), ",\"tags\":[\"replaced\"]");
    String path = "/api/webhooks/" + webhook.getString("id");
    Api.Answer off =
        operator.put(path, "{\"url\":\"http://8.8.8.8/\",\"enabled\":false,\"description\":\"x\"}");
    assertThat(off.object().getBoolean("enabled")).isFalse();
    assertThat(off.object().getString("secret")).isEqualTo(webhook.getString("secret"));
    String task = calls.submit("replaced", "");
    operator.awaitStatus(task, "completed", SOON);
    assertThat(calls.deliveries("taskId=" + task)).isEmpty();
  }

  @Test
  void whatHappensBetweenTheEndAndItsDeliveryLosesNothing() throws Exception {
    CountDownLatch dead = new CountDownLatch(1);
    URI url =
        inbox.answering(
            "/killed",
            exchange -> {
              if (dead.getCount() > 0) {
                try {
                  dead.await();
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              } else {
                Receiver.say(exchange, 200, "");
              }
            });
    calls.webhook(url, ",\"tags\":[\"killed\"]");
    String task = calls.submit("killed", "");
    inbox.await("/killed", 1, SOON);
    server.kill();
    dead.countDown();
    server.restart();
    List<Post> posts = inbox.await("/killed", 2, Duration.ofSeconds(40));
    assertThat(posts.get(1).header("webhook-id")).isEqualTo(posts.get(0).header("webhook-id"));
    assertThat(posts.get(1).json().getJsonObject("data").getString("id")).isEqualTo(task);
    calls.awaitDelivery(task, "delivered");
  }

  @Test
  void deliveriesAreCounted() {
    calls.webhook(inbox.at("/counted"), ",\"tags\":[\"counted\"]");
    calls.awaitDelivery(calls.submit("counted", ""), "delivered");
    String metrics = operator.get("/metrics").body().toString();
    assertThat(metrics)
        .containsPattern(
            "waybill_webhook_deliveries_total\\{[^}]*result=.\"delivered.\"[^}]*} [1-9]")
        .contains("waybill_webhook_deliveries_pending");
  }
}
