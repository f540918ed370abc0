package org.waybill.api.approvals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.waybill.running.Api;
import org.waybill.running.Postbox;
import org.waybill.running.Receiver;
import org.waybill.running.RunningServer;

/** Tools that change something: nothing happens before a person has agreed, and then once. */
class ApprovalsIT {

  private static final Duration SOON = Duration.ofSeconds(30);

  private static final List<String> POSTED = new CopyOnWriteArrayList<>();

  private static Postbox postbox;
  private static Receiver peer;
  private static RunningServer server;
  private static Api ann;
  private static Api bob;

  @BeforeAll
  static void start() throws IOException {
    postbox = new Postbox();
    peer =
        new Receiver(
            exchange -> {
              byte[] body = exchange.getRequestBody().readAllBytes();
              POSTED.add(
                  exchange.getRequestMethod()
                      + " "
                      + exchange.getRequestHeaders().getFirst("Idempotency-Key")
                      + " "
                      + new String(body, StandardCharsets.UTF_8));
              Receiver.say(exchange, 201, "made");
            });
    Map<String, String> settings = postbox.settings();
    settings.put("WAYBILL_TOOL_MAIL_DOMAINS", "example.com");
    settings.put("WAYBILL_OUTBOUND_ALLOW", "127.0.0.1");
    server = RunningServer.start(settings);
    ann = server.api().user("ann");
    bob = server.api().user("bob");
  }

  @AfterAll
  static void end() {
    server.close();
    peer.close();
    postbox.close();
  }

  private static String submit(String tool, String arguments) {
    Api.Answer accepted =
        ann.post(
            "/api/tasks",
            "{\"type\":\"tool_execution\",\"input\":{\"tool\":\"%s\",\"arguments\":%s}}"
                .formatted(tool, arguments));
    assertThat(accepted.status()).as(accepted.toString()).isEqualTo(202);
    return accepted.object().getString("id");
  }

  private static JsonObject mail(String to, String text) {
    String task =
        submit("mail", "{\"to\":[%s],\"subject\":\"Hello\",\"text\":\"%s\"}".formatted(to, text));
    return asked(task);
  }

  /** The approval that a task waits for. */
  private static JsonObject asked(String task) {
    JsonObject waiting = ann.awaitStatus(task, "input_required", SOON);
    JsonObject question = waiting.getJsonObject("question");
    assertThat(question.getString("kind")).isEqualTo("approval");
    return ann.get("/api/approvals/" + question.getJsonArray("options").getString(0)).object();
  }

  private static Api.Answer decide(Api api, JsonObject approval, String decision, String more) {
    return api.post(
        "/api/approvals/" + approval.getString("id"),
        "{\"decision\":\"%s\",\"digest\":\"%s\"%s}"
            .formatted(decision, approval.getString("digest"), more));
  }

  private static long received(String text) {
    return postbox.received().stream()
        .filter(
            message -> {
              try {
                return message.getContent().toString().contains(text);
              } catch (Exception e) {
                throw new AssertionError(e);
              }
            })
        .count();
  }

  @Test
  void aMailIsSentOnceToEachRecipientAndOnlyAfterApproval() {
    JsonObject approval = mail("\"a@example.com\",\"b@example.com\"", "first");
    assertThat(approval.getString("text")).contains("a@example.com, b@example.com", "first");
    assertThat(received("first")).isZero();
    Api.Answer decided = decide(ann, approval, "approve", "");
    assertThat(decided.status()).as(decided.toString()).isEqualTo(200);
    assertThat(decided.object().getString("state")).isEqualTo("approved");
    JsonObject done = ann.awaitStatus(approval.getString("taskId"), "completed", SOON);
    assertThat(done.getJsonObject("output").getJsonObject("result").getInt("sent")).isEqualTo(2);
    assertThat(received("first")).isEqualTo(2);
    assertThat(decide(ann, approval, "refuse", "").object().getString("code"))
        .isEqualTo("already_decided");
  }

  @Test
  void oneApprovalSendsAHundredMailsEachOnceWithProgress() throws Exception {
    String to =
        IntStream.rangeClosed(1, 100)
            .mapToObj("\"reader%d@example.com\""::formatted)
            .collect(Collectors.joining(","));
    JsonObject approval = mail(to, "newsletter");
    assertThat(decide(ann, approval, "approve", "").status()).isEqualTo(200);
    String task = approval.getString("taskId");
    JsonObject result =
        ann.awaitStatus(task, "completed", SOON).getJsonObject("output").getJsonObject("result");
    assertThat(result.getInt("sent")).isEqualTo(100);
    Set<String> readers = new HashSet<>();
    for (MimeMessage each : postbox.received()) {
      if (each.getContent().toString().contains("newsletter")) {
        assertThat(readers.add(each.getAllRecipients()[0].toString())).as("sent once").isTrue();
      }
    }
    assertThat(readers).hasSize(100);
    assertThat(ann.get("/api/tasks/" + task + "/events?limit=500").body().toString())
        .contains("of 100 e-mails sent");
  }

  @Test
  void noOtherInterfaceApproves() {
    JsonObject approval = mail("\"a@example.com\"", "sneaky");
    String task = approval.getString("taskId");
    for (String input : List.of("true", "\"approve\"", "\"" + approval.getString("id") + "\"")) {
      Api.Answer refused = ann.post("/api/tasks/" + task + "/input", "{\"input\":" + input + "}");
      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.object().getString("code")).isEqualTo("approval_right_missing");
    }
    assertThat(decide(bob, approval, "approve", "").status()).isEqualTo(404);
    assertThat(ann.get("/api/tasks/" + task).object().getString("status"))
        .isEqualTo("input_required");
    decide(ann, approval, "refuse", ",\"reason\":\"not now\"");
    JsonObject failed = ann.awaitStatus(task, "failed", SOON);
    assertThat(failed.getString("reason")).isEqualTo("approval_refused");
    assertThat(failed.getString("error")).contains("not now", "not_started");
    assertThat(received("sneaky")).isZero();
  }

  @Test
  void aRefusedTaskThatIsRunAgainAsksAgain() {
    JsonObject first = mail("\"a@example.com\"", "again");
    String task = first.getString("taskId");
    decide(ann, first, "refuse", "");
    ann.awaitStatus(task, "failed", SOON);
    ann.post("/api/tasks/" + task + "/retry", "");
    JsonObject second = asked(task);
    assertThat(second.getString("id")).isNotEqualTo(first.getString("id"));
    assertThat(decide(ann, second, "approve", "").status()).isEqualTo(200);
    ann.awaitStatus(task, "completed", SOON);
    assertThat(received("again")).isEqualTo(1);
  }

  @Test
  void whoApprovesMayChangeTheArgumentsAsTheSchemaAllows() {
    JsonObject approval = mail("\"a@example.com\"", "draft");
    Api.Answer wrong = decide(ann, approval, "approve", ",\"arguments\":{\"to\":[]}");
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.object().getString("field")).startsWith("arguments");
    String better =
        "{\"to\":[\"c@example.com\"],\"subject\":\"Hello\",\"text\":\"the final text\"}";
    assertThat(decide(ann, approval, "approve", ",\"arguments\":" + better).status())
        .isEqualTo(200);
    ann.awaitStatus(approval.getString("taskId"), "completed", SOON);
    assertThat(received("draft")).isZero();
    assertThat(received("the final text")).isEqualTo(1);
  }

  @Test
  void anApprovalOfAnotherCallIsStale() {
    JsonObject approval = mail("\"a@example.com\"", "stale");
    Api.Answer stale =
        ann.post(
            "/api/approvals/" + approval.getString("id"),
            "{\"decision\":\"approve\",\"digest\":\"%s\"}".formatted("0".repeat(64)));
    assertThat(stale.status()).isEqualTo(409);
    assertThat(stale.object().getString("code")).isEqualTo("approval_stale");
    ann.post("/api/tasks/" + approval.getString("taskId") + "/cancel", "");
    ann.awaitStatus(approval.getString("taskId"), "cancelled", SOON);
    assertThat(decide(ann, approval, "approve", "").object().getString("code"))
        .isEqualTo("not_waiting");
    assertThat(received("stale")).isZero();
  }

  @Test
  void aRecipientOfAnotherDomainIsRefusedAfterwardsToo() {
    JsonObject approval = mail("\"a@evil.example\"", "outside");
    decide(ann, approval, "approve", "");
    JsonObject failed = ann.awaitStatus(approval.getString("taskId"), "failed", SOON);
    assertThat(failed.getString("reason")).isEqualTo("recipient_not_allowed");
    assertThat(received("outside")).isZero();
  }

  @Test
  void aPostAsksFirstAndAGetDoesNot() {
    String url = peer.at("/things").toString();
    String got = submit("http", "{\"url\":\"" + url + "\"}");
    JsonObject result =
        ann.awaitStatus(got, "completed", SOON).getJsonObject("output").getJsonObject("result");
    assertThat(result.getInt("status")).isEqualTo(201);
    assertThat(result.getString("body")).isEqualTo("made");

    String task = submit("http", "{\"method\":\"POST\",\"url\":\"" + url + "\",\"body\":\"{}\"}");
    JsonObject approval = asked(task);
    assertThat(POSTED).noneMatch(call -> call.startsWith("POST"));
    decide(ann, approval, "approve", "");
    ann.awaitStatus(task, "completed", SOON);
    assertThat(POSTED).filteredOn(call -> call.startsWith("POST")).hasSize(1);
    assertThat(POSTED).anyMatch(call -> call.equals("POST " + task + ":call {}"));
  }

  @Test
  void anInwardAddressIsNotCalled() {
    String task = submit("http", "{\"url\":\"http://169.254.169.254/latest\"}");
    JsonObject failed = ann.awaitStatus(task, "failed", SOON);
    assertThat(failed.getString("reason")).isEqualTo("address_not_allowed");
  }

  @Test
  void openApprovalsAreListedUntilTheyAreDecided() {
    JsonObject approval = mail("\"a@example.com\"", "listed");
    String id = approval.getString("id");
    assertThat(ids(ann, "")).contains(id);
    assertThat(ids(bob, "")).doesNotContain(id);
    decide(ann, approval, "refuse", "");
    await().atMost(SOON).until(() -> !ids(ann, "").contains(id));
    assertThat(ids(ann, "?state=all")).contains(id);
    assertThat(ann.get("/api/approvals?state=old").status()).isEqualTo(400);
  }

  private static List<String> ids(Api api, String query) {
    return api.get("/api/approvals" + query).object().getJsonArray("items").stream()
        .map(each -> each.asJsonObject().getString("id"))
        .toList();
  }
}
