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
  }

  @AfterAll
  static void end() {
    inbox.close();
    server.close();
  }

  private static JsonObject webhook(Api api, URI url, String more) {
    Api.Answer made = api.post("/api/webhooks", "{\"url\":\"" + url + "\"" + more + "}");
    assertThat(made.status()).as("%s", made).isEqualTo(201);
    return made.object();
  }

  /** Tagged, so that no other test's webhook hears of it. */
  private static String submit(Api api, String tag, String more) {
    Api.Answer answer =
        api.post(
            "/api/tasks",
            "{\"type\":\"diagnostic\",\"input\":{\"echo\":7},\"tags\":[\"%s\"]%s}"
                .formatted(tag, more));
    assertThat(answer.status()).as("%s", answer).isEqualTo(202);
    return answer.object().getString("id");
  }

  private static void assertSigned(Post post, String secret) throws Exception {
    assertThat(post.isSignedWith(secret)).as("%s", post).isTrue();
  }

  private static List<JsonObject> deliveries(String query) {
    return operator
        .get("/api/webhooks/deliveries?" + query)
        .object()
        .getJsonArray("items")
        .getValuesAs(JsonObject.class);
  }

  private static JsonObject awaitDelivery(String task, String state) {
    return await(state + " of " + task)
        .atMost(SOON)
        .until(() -> deliveries("taskId=" + task + "&state=" + state), found -> !found.isEmpty())
        .get(0);
  }

  @Test
  void anEndIsToldWithTheTaskAndSigned() throws Exception {
    JsonObject webhook = webhook(operator, inbox.at("/end"), ",\"tags\":[\"end\"]");
    String task = submit(operator, "end", "");
    Post post = inbox.await("/end", 1, SOON).get(0);
    assertSigned(post, webhook.getString("secret"));
    assertThat(post.header("content-type")).isEqualTo("application/json");
    JsonObject told = post.json();
    assertThat(told.getString("type")).isEqualTo("task.completed");
    assertThat(told.getString("timestamp")).endsWith("Z");
    assertThat(told.getJsonObject("data")).isEqualTo(operator.get("/api/tasks/" + task).object());
    JsonObject delivery = awaitDelivery(task, "delivered");
    assertThat(delivery.getString("id")).isEqualTo(post.header("webhook-id"));
    assertThat(delivery.getInt("httpStatus")).isEqualTo(204);
  }

  @Test
  void eachEventThatIsWantedIsTold() {
    webhook(
        operator,
        inbox.at("/events"),
        ",\"tags\":[\"events\"],\"events\":[\"task.started\",\"task.failed\"]");
    submit(operator, "events", "");
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
    JsonObject webhook = webhook(operator, url, ",\"tags\":[\"again\"]");
    String task = submit(operator, "again", "");
    List<Post> posts = inbox.await("/again", 2, SOON);
    assertThat(posts.get(1).header("webhook-id")).isEqualTo(posts.get(0).header("webhook-id"));
    assertThat(posts.get(1).body()).isEqualTo(posts.get(0).body());
    assertThat(Long.parseLong(posts.get(1).header("webhook-timestamp")))
        .isGreaterThan(Long.parseLong(posts.get(0).header("webhook-timestamp")));
    assertSigned(posts.get(1), webhook.getString("secret"));
    assertThat(awaitDelivery(task, "delivered").getInt("tries")).isEqualTo(2);
  }

  @Test
  void whatIsNotAnsweredIsShownWithItsErrorAndCanBeSentAgain() {
    URI url = inbox.answering("/resend", exchange -> Receiver.say(exchange, 500, "oh no"));
    JsonObject webhook = webhook(operator, url, ",\"tags\":[\"resend\"]");
    String task = submit(operator, "resend", "");
    inbox.await("/resend", 3, SOON);
    JsonObject pending =
        await()
            .atMost(SOON)
            .until(() -> awaitDelivery(task, "pending"), found -> found.getInt("tries") == 3);
    assertThat(pending.getString("error")).isEqualTo("answered 500: oh no");
    inbox.answering("/resend", exchange -> Receiver.say(exchange, 200, ""));
    String own = "/api/webhooks/" + webhook.getString("id") + "/deliveries";
    assertThat(operator.get(own).object().getJsonArray("items")).hasSize(1);
    Api.Answer again = operator.post(own + "/" + pending.getString("id") + "/resend", "");
    assertThat(again.status()).isEqualTo(202);
    awaitDelivery(task, "delivered");
    // And once more, though it was delivered.
    operator.post("/api/webhooks/deliveries/" + pending.getString("id") + "/resend", "");
    assertThat(inbox.await("/resend", 5, SOON))
        .allSatisfy(
            post -> assertThat(post.header("webhook-id")).isEqualTo(pending.getString("id")));
  }

  @Test
  void whileASecretIsRotatedBothSign() throws Exception {
    JsonObject webhook = webhook(operator, inbox.at("/rotate"), ",\"tags\":[\"rotate\"]");
    JsonObject rotated =
        operator
            .post("/api/webhooks/" + webhook.getString("id") + "/rotate", "{\"overlap\":\"1h\"}")
            .object();
    assertThat(rotated.getString("formerSecret")).isEqualTo(webhook.getString("secret"));
    submit(operator, "rotate", "");
    Post post = inbox.await("/rotate", 1, SOON).get(0);
    assertSigned(post, webhook.getString("secret"));
    assertSigned(post, rotated.getString("secret"));
    operator.post("/api/webhooks/" + webhook.getString("id") + "/rotate", "{\"overlap\":0}");
    submit(operator, "rotate", "");
    assertThat(inbox.await("/rotate", 2, SOON).get(1).header("webhook-signature"))
        .doesNotContain(" ");
  }

  @Test
  void aCallbackUrlIsToldOnceAndSignedWithItsOwnersSecret() throws Exception {
    String secret = operator.get("/api/webhooks/callback-secret").object().getString("secret");
    String task = submit(operator, "callback", ",\"callbackUrl\":\"" + inbox.at("/back") + "\"");
    Post post = inbox.await("/back", 1, SOON).get(0);
    assertSigned(post, secret);
    assertThat(post.json().getJsonObject("data").getString("id")).isEqualTo(task);
    assertThat(awaitDelivery(task, "delivered")).doesNotContainKey("webhookId");
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
    JsonObject webhook = webhook(operator, url, ",\"tags\":[\"gone\"]");
    String task = submit(operator, "gone", "");
    awaitDelivery(task, "failed");
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
    JsonObject others = webhook(operator, inbox.at("/others"), ",\"tags\":[\"own\"]");
    JsonObject hers = webhook(ann, inbox.at("/hers"), ",\"tags\":[\"own\"]");
    JsonObject all =
        webhook(operator, inbox.at("/all"), ",\"tags\":[\"own\"],\"scope\":\"tenant\"");
    String task = submit(ann, "own", "");
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
    JsonObject webhook = webhook(operator, inbox.at("/replaced"), ",\"tags\":[\"replaced\"]");
    String path = "/api/webhooks/" + webhook.getString("id");
    Api.Answer off =
        operator.put(path, "{\"url\":\"http://8.8.8.8/\",\"enabled\":false,\"description\":\"x\"}");
    assertThat(off.object().getBoolean("enabled")).isFalse();
    assertThat(off.object().getString("secret")).isEqualTo(webhook.getString("secret"));
    String task = submit(operator, "replaced", "");
    operator.awaitStatus(task, "completed", SOON);
    assertThat(deliveries("taskId=" + task)).isEmpty();
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
    webhook(operator, url, ",\"tags\":[\"killed\"]");
    String task = submit(operator, "killed", "");
    inbox.await("/killed", 1, SOON);
    server.kill();
    dead.countDown();
    server.restart();
    List<Post> posts = inbox.await("/killed", 2, Duration.ofSeconds(40));
    assertThat(posts.get(1).header("webhook-id")).isEqualTo(posts.get(0).header("webhook-id"));
    assertThat(posts.get(1).json().getJsonObject("data").getString("id")).isEqualTo(task);
    awaitDelivery(task, "delivered");
  }

  @Test
  void deliveriesAreCounted() {
    webhook(operator, inbox.at("/counted"), ",\"tags\":[\"counted\"]");
    awaitDelivery(submit(operator, "counted", ""), "delivered");
    String metrics = operator.get("/metrics").body().toString();
    assertThat(metrics)
        .containsPattern(
            "waybill_webhook_deliveries_total\\{[^}]*result=.\"delivered.\"[^}]*} [1-9]")
        .contains("waybill_webhook_deliveries_pending");
  }
}
