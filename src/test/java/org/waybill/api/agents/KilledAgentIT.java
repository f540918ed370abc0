package org.waybill.api.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.waybill.account.AccountWorld;
import org.waybill.agent.AgentServer;
import org.waybill.agent.ModelRequest;
import org.waybill.agent.ScriptedModel;
import org.waybill.json.Json;
import org.waybill.running.Api;
import org.waybill.running.Approver;
import org.waybill.running.Postbox;
import org.waybill.running.RunningServer;
import org.waybill.tool.github.StubGitHub;

/**
 * Workers are killed while an agent opens an issue, sends a mail and comments on the issue. Each
 * has happened once afterwards; the mail, which nobody can look up, at most once until a person has
 * answered. {@code -Dwaybill.kills=20} for more than usual.
 */
@Tag("outage")
class KilledAgentIT {

  private static final Duration SOON = Duration.ofSeconds(90);
  private static final int KILLS = Integer.getInteger("waybill.kills", 3);

  private static ScriptedModel model;
  private static StubGitHub github;
  private static Postbox postbox;
  private static Map<String, String> settings;
  private static RunningServer api;
  private static Api ann;
  private static Approver approver;

  @BeforeAll
  static void start() throws IOException {
    model = ScriptedModel.of(KilledAgentIT::script);
    github = new StubGitHub("k-1");
    postbox = new Postbox();
    settings = AgentServer.settings(model, postbox);
    settings.put("WAYBILL_ACCOUNT_PROVIDERS", github.configuration());
    settings.put("WAYBILL_SECRET_KEYS", AccountWorld.keys("one"));
    settings.put("WAYBILL_OUTBOUND_ALLOW", "127.0.0.1");
    settings.put("WAYBILL_ROLE", "api");
    api = RunningServer.start(settings);
    settings.put("WAYBILL_ROLE", "all");
    Api.Answer stored =
        api.api()
            .put(
                "/api/agents/release",
                """
                {"description": "Releases", "instructions": "You release.",
                 "tools": ["github_issue", "mail", "github_comment"]}
                """);
    assertThat(stored.status()).as("%s", stored.body()).isEqualTo(200);
    ann = api.api().user("ann");
    approver = new Approver(ann);
    Api.Answer connected = ann.post("/api/accounts/github/connect", "{\"key\":\"k-1\"}");
    assertThat(connected.status()).as("%s", connected.body()).isBetween(200, 204);
  }

  @AfterAll
  static void end() {
    api.close();
    model.close();
    github.close();
    postbox.close();
  }

  /** The next of the three calls, by how many results there are. */
  private static ScriptedModel.Script script(ModelRequest request) {
    String job = request.conversation().get(0);
    List<String> results =
        request.messages().stream()
            .filter(message -> message.getString("role").equals("tool"))
            .map(message -> message.getString("content"))
            .toList();
    return switch (results.size()) {
      case 0 -> call("github_issue", "{\"repository\":\"acme/shop\",\"title\":\"%s\"}", job);
      case 1 ->
          call(
              "mail",
              "{\"to\":[\"bob@example.com\"],\"subject\":\"%s\",\"text\":\"Released\"}",
              job);
      case 2 -> {
        int number = Json.read(results.get(0)).asJsonObject().getInt("number");
        String comment = "{\"repository\":\"acme/shop\",\"number\":" + number + ",\"body\":\"%s\"}";
        yield call("github_comment", comment, job);
      }
      default -> ScriptedModel.says("Released ", job);
    };
  }

  private static ScriptedModel.Script call(String tool, String arguments, String job) {
    return ScriptedModel.calls("", tool, arguments.formatted(job));
  }

  private static String begin(String job) {
    Api.Answer accepted =
        ann.post(
            "/api/chat/stream", Json.object().add("agent", "release").add("message", job).build());
    assertThat(accepted.status()).as("%s", accepted.body()).isEqualTo(202);
    return accepted.object().getString("taskId");
  }

  private static JsonObject task(String id) {
    return ann.get("/api/tasks/" + id).object();
  }

  /**
   * Agrees to all that the agent asks for, until the task ends, asks something else or is killed.
   */
  private static boolean approve(String id, long untilNanos) {
    while (System.nanoTime() < untilNanos) {
      JsonObject task = task(id);
      if (List.of("completed", "failed").contains(task.getString("status")) || isInDoubt(task)) {
        return true;
      }
      ann.get("/api/approvals?state=open").object().getJsonArray("items").stream()
          .map(JsonValue::asJsonObject)
          .filter(approval -> approval.getString("taskId").equals(id))
          .filter(approval -> approval.getString("state").equals("open"))
          .forEach(approver::approve);
    }
    return false;
  }

  private static boolean isInDoubt(JsonObject task) {
    return task.getString("status").equals("input_required")
        && task.getJsonObject("question").toString().contains("not done");
  }

  private static long mails(String job) throws Exception {
    long count = 0;
    for (MimeMessage each : postbox.received()) {
      count += job.equals(each.getSubject()) ? 1 : 0;
    }
    return count;
  }

  @Test
  void eachEffectHappensOnce() throws Exception {
    Random random = new Random();
    RunningServer worker = api.joinWorker(settings);
    List<String> seen = new ArrayList<>();
    try {
      long usual = 0;
      for (int i = 0; i < 3; i++) {
        long begun = System.nanoTime();
        String warm = begin("warm " + i);
        approve(warm, System.nanoTime() + SOON.toNanos());
        usual = System.nanoTime() - begun;
        assertThat(task(warm).getString("status")).isEqualTo("completed");
      }
      for (int i = 1; i <= KILLS; i++) {
        String job = "job " + i;
        long delay = (long) (random.nextDouble() * usual);
        String id = begin(job);
        boolean over = approve(id, System.nanoTime() + delay);
        worker.kill();
        worker.close();
        worker = api.joinWorker(settings);
        seen.add(
            job
                + ": killed after "
                + TimeUnit.NANOSECONDS.toMillis(delay)
                + " ms"
                + (over ? ", when it was over" : "")
                + ended(job, id));
      }
    } finally {
      worker.close();
    }
    System.out.println(String.join("\n", seen));
  }

  /** How the job ends, with a person's true answer if it has to ask. */
  private static String ended(String job, String id) throws Exception {
    assertThat(approve(id, System.nanoTime() + SOON.toNanos())).as("%s", task(id)).isTrue();
    String how = "";
    if (isInDoubt(task(id))) {
      long sent = mails(job);
      assertThat(sent).as(job).isLessThanOrEqualTo(1);
      how = ", asked whether the mail was sent: " + sent;
      String answer = sent == 1 ? "done" : "not done";
      ann.post("/api/tasks/" + id + "/input", "{\"input\":\"" + answer + "\"}");
      approve(id, System.nanoTime() + SOON.toNanos());
    }
    await(job).atMost(SOON).until(() -> task(id).getString("status").equals("completed"));
    assertThat(mails(job)).as("mails of " + job).isEqualTo(1);
    assertThat(github.issues())
        .filteredOn(issue -> issue.getString("title").equals(job))
        .as("issues of " + job)
        .hasSize(1);
    assertThat(github.comments())
        .filteredOn(comment -> comment.getString("body").startsWith(job + "\n"))
        .as("comments of " + job)
        .hasSize(1);
    return how;
  }
}
