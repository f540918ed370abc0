package org.waybill.api.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.waybill.agent.AgentServer;
import org.waybill.json.Json;
import org.waybill.running.Api;
import org.waybill.running.Postbox;
import org.waybill.running.RunningServer;

/**
 * Going back in chats and tasks, and speaking to agents at work: asked of one node, done by
 * another.
 */
class BranchesIT {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String MAIL =
      "mail {\"to\":[\"bob@example.com\"],\"subject\":\"Noon\",\"text\":\"See you\"}";

  private static BusyModel model;
  private static Postbox postbox;
  private static RunningServer server;
  private static RunningServer worker;
  private static Api ann;
  private static Api annElsewhere;

  private String chat;
  private int mails;

  @BeforeAll
  static void start() throws IOException {
    model = new BusyModel();
    postbox = new Postbox();
    Map<String, String> settings = AgentServer.settings(model.scripted(), postbox);
    // The most that a call can cost is 0.30.
    Path models = Files.createTempFile("models", ".json");
    Files.writeString(
        models,
        """
        [{"name": "scripted", "provider": "openai", "url": "%s", "model": "scripted",
          "price": {"in": 0, "out": 36.5}}]
        """
            .formatted(model.scripted().url()));
    settings.put("WAYBILL_MODELS", models.toString());
    settings.put("WAYBILL_BUDGET_USER_PER_DAY", "1");
    server = RunningServer.start(settings);
    worker = server.joinWorker(settings);
    ann = server.api().user("ann");
    annElsewhere = new Api(worker.base(), ann.token());
  }

  @AfterAll
  static void end() {
    worker.close();
    server.close();
    model.close();
    postbox.close();
  }

  @BeforeEach
  void aChat() {
    chat = UUID.randomUUID().toString();
    model.reset();
    mails = postbox.received().size();
  }

  private JsonObject said(String agent, String message, String whenBusy) {
    JsonObjectBuilder body =
        Json.object().add("chatId", chat).add("agent", agent).add("message", message);
    if (whenBusy != null) {
      body.add("whenBusy", whenBusy);
    }
    Api.Answer accepted = ann.post("/api/chat/stream", body.build());
    assertThat(accepted.status()).as("%s", accepted.body()).isEqualTo(202);
    return accepted.object();
  }

  private JsonObject say(String message) {
    JsonObject receipt = said("general", message, null);
    ann.awaitStatus(receipt.getString("taskId"), "completed", SOON);
    return receipt;
  }

  private List<String> shown(String query) {
    return ann.get("/api/chats/" + chat + "/messages" + query)
        .object()
        .getJsonArray("items")
        .getValuesAs(each -> each.asJsonObject().getString("content"));
  }

  private Api.Answer back(String message, String how, String body) {
    return annElsewhere.post("/api/chats/%s/messages/%s/%s".formatted(chat, message, how), body);
  }

  private static JsonObject accepted(Api.Answer answer) {
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(202);
    return answer.object();
  }

  private static JsonObject completed(JsonObject receipt) {
    return ann.awaitStatus(receipt.getString("taskId"), "completed", SOON);
  }

  @Test
  void anAnswerIsGivenAnewInABranchOfItsOwn() {
    String first = say("one").getString("messageId");
    say("two");
    JsonObject again = accepted(back(first, "regenerate", "{}"));
    completed(again);
    assertThat(model.read(2)).containsExactly("one");
    assertThat(shown("")).containsExactly("one", "You said one, number 3");
    assertThat(shown("?branch=" + again.getString("branchId"))).isEqualTo(shown(""));
    assertThat(shown("?branch=first"))
        .containsExactly("one", "You said one, number 1", "two", "You said two, number 2");
    say("three");
    assertThat(model.read(3)).containsExactly("one", "You said one, number 3", "three");
    assertThat(
            ann.get("/api/chats/" + chat + "/branches")
                .object()
                .getJsonArray("items")
                .getValuesAs(each -> each.asJsonObject().getString("id")))
        .containsExactly(again.getString("branchId"));
    // A branch of what only the first one has.
    String two = messageId("?branch=first", 2);
    completed(accepted(back(two, "edit", "{\"message\":\"zwei\"}")));
    assertThat(model.read(4)).containsExactly("one", "You said one, number 1", "zwei");
  }

  private String messageId(String query, int index) {
    return ann.get("/api/chats/" + chat + "/messages" + query)
        .object()
        .getJsonArray("items")
        .getJsonObject(index)
        .getString("id");
  }

  @Test
  void whatCannotBeGoneBackToIsNamed() {
    String answer = say("one").getString("messageId");
    String question = messageId("", 0);
    assertThat(back(question, "regenerate", "{}").status()).isEqualTo(409);
    assertThat(back(answer, "edit", "{\"message\":\"x\"}").status()).isEqualTo(409);
    assertThat(back(question, "edit", "{}").object().getString("field")).isEqualTo("message");
    assertThat(back(answer, "regenerate", "{\"whenBusy\":\"queue\"}").object().getString("field"))
        .isEqualTo("whenBusy");
    assertThat(back("none", "regenerate", "{}").status()).isEqualTo(404);
    Api bob = server.api().user("bob");
    String path = "/api/chats/" + chat + "/messages/" + answer + "/regenerate";
    assertThat(bob.post(path, "{}").status()).isEqualTo(404);
    assertThat(ann.get("/api/chats/" + chat + "/messages?branch=none").status()).isEqualTo(400);
  }

  @Test
  void aTurnThatRunsIsNotGoneBackInUnlessItIsInterrupted() throws Exception {
    String first = say("one").getString("messageId");
    String sung = said("general", "sing", null).getString("taskId");
    assertThat(model.isCalled()).isTrue();
    assertThat(back(first, "regenerate", "{}").status()).isEqualTo(409);
    completed(accepted(back(first, "regenerate", "{\"whenBusy\":\"interrupt\"}")));
    ann.awaitStatus(sung, "cancelled", SOON);
  }

  @Test
  void aMessageInterruptsAnAgent() throws Exception {
    String sung = said("general", "sing", null).getString("taskId");
    assertThat(model.isCalled()).isTrue();
    completed(said("general", "Stop that", "interrupt"));
    ann.awaitStatus(sung, "cancelled", SOON);
  }

  /** Neither of those that wait for their turn is taken for the one that steers. */
  @Test
  void whatSteersIsReadAndWhatIsQueuedWaits() throws Exception {
    JsonObject running = said("general", "slowly", null);
    assertThat(model.isCalled()).isTrue();
    JsonObject queued = said("general", "Q", "queue");
    JsonObject steered = said("general", "S", "steer");
    assertThat(steered.getString("taskId")).isEqualTo(running.getString("taskId"));
    JsonObject last = said("general", "R", "queue");
    model.goOn();
    completed(last);
    assertThat(model.read(1)).contains("S").doesNotContain("Q", "R");
    assertThat(model.read(2)).contains("slowly", "S").endsWith("Q").doesNotContain("R");
    assertThat(model.read(3)).endsWith("R");
    assertThat(completed(queued).getJsonObject("output").getString("answer")).contains("said Q");
  }

  private static JsonObject approvalOf(String task) {
    ann.awaitStatus(task, "input_required", SOON);
    return ann.get("/api/approvals").object().getJsonArray("items").stream()
        .map(JsonValue::asJsonObject)
        .filter(each -> each.getString("taskId").equals(task))
        .findFirst()
        .orElseThrow();
  }

  private static int approve(JsonObject approval) {
    JsonObject decision =
        Json.object()
            .add("decision", "approve")
            .add("digest", approval.getString("digest"))
            .build();
    return annElsewhere.post("/api/approvals/" + approval.getString("id"), decision).status();
  }

  private static int number(String task, String name) {
    return ann.get("/api/tasks/" + task + "/steps").object().getJsonArray("items").stream()
        .map(JsonValue::asJsonObject)
        .filter(step -> step.getString("name").equals(name))
        .findFirst()
        .orElseThrow()
        .getInt("number");
  }

  private static Api.Answer fork(String task, Object fromStep) {
    return annElsewhere.post(
        "/api/tasks/" + task + "/fork",
        "{\"fromStep\":" + (fromStep instanceof String name ? Json.quote(name) : fromStep) + "}");
  }

  @Test
  void aForkAsksAgainForWhatWasApprovedAfterItsStep() {
    String task = said("mail", MAIL, null).getString("taskId");
    JsonObject approval = approvalOf(task);
    assertThat(approve(approval)).isEqualTo(200);
    ann.awaitStatus(task, "completed", SOON);
    JsonObject before = ann.get("/api/tasks/" + task).object();
    assertThat(postbox.received()).hasSize(mails + 1);
    int calls = model.calls();

    String fork = accepted(fork(task, number(task, "turn.1.call.1"))).getString("taskId");
    JsonObject asked = approvalOf(fork);
    assertThat(asked.getString("id")).isNotEqualTo(approval.getString("id"));
    assertThat(postbox.received()).as("mails before the new approval").hasSize(mails + 1);
    assertThat(approve(approval)).isEqualTo(409);
    assertThat(approve(asked)).isEqualTo(200);
    ann.awaitStatus(fork, "completed", SOON);
    assertThat(postbox.received()).hasSize(mails + 2);
    assertThat(model.calls()).as("the first turn was copied").isEqualTo(calls + 1);
    assertThat(ann.get("/api/tasks/" + task).object()).isEqualTo(before);
  }

  @Test
  void whatWasDoneBeforeTheStepIsNotDoneAgain() {
    String task = said("mail", MAIL, null).getString("taskId");
    assertThat(approve(approvalOf(task))).isEqualTo(200);
    ann.awaitStatus(task, "completed", SOON);
    String fork = accepted(fork(task, "turn.2")).getString("taskId");
    JsonObject output = ann.awaitStatus(fork, "completed", SOON).getJsonObject("output");
    assertThat(output.getString("answer")).isEqualTo("Done.");
    assertThat(postbox.received()).hasSize(mails + 1);
    assertThat(shown("")).hasSize(2);
    assertThat(shown("?branch=first")).hasSize(2);
    assertThat(fork(task, "turn.9").object().getString("detail")).contains("fromStep", "turn.1");
    assertThat(fork(task, 0).status()).isEqualTo(400);
  }

  @Test
  void aQuestionOfTheOldBranchIsVoid() {
    String task = said("mail", MAIL, null).getString("taskId");
    JsonObject approval = approvalOf(task);
    String fork = accepted(fork(task, "turn.1")).getString("taskId");
    ann.awaitStatus(task, "cancelled", SOON);
    assertThat(approve(approval)).isEqualTo(409);
    assertThat(approve(approvalOf(fork))).isEqualTo(200);
    ann.awaitStatus(fork, "completed", SOON);
    assertThat(postbox.received()).hasSize(mails + 1);
  }

  @Test
  void childrenBelongToTheOldTask() {
    String task =
        ann.post(
                "/api/tasks",
                "{\"type\":\"diagnostic\",\"input\":{\"children\":2,\"stepNames\":[\"a\"]}}")
            .object()
            .getString("id");
    ann.awaitStatus(task, "completed", SOON);
    JsonObject steps = ann.get("/api/tasks/" + task + "/steps").object();
    assertThat(steps.toString()).contains("\"child\"");
    int last = steps.getJsonArray("items").size();
    assertThat(fork(task, last).status()).as("%s", steps).isEqualTo(409);
  }

  @Test
  void callsAtTheSameTimeDoNotGoOverABudgetTogether() {
    Api cora = server.api().user("cora");
    List<String> tasks = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      tasks.add(
          cora.post("/api/chat/stream", "{\"agent\":\"general\",\"message\":\"slowly\"}")
              .object()
              .getString("taskId"));
    }
    await()
        .atMost(SOON)
        .until(
            () ->
                tasks.stream()
                        .map(id -> cora.get("/api/tasks/" + id).object())
                        .filter(task -> task.getString("reason", "").equals("budget_exhausted"))
                        .count()
                    == 17);
    assertThat(model.calls()).isEqualTo(3);
    model.goOn();
    await()
        .atMost(SOON)
        .until(
            () ->
                tasks.stream()
                        .filter(
                            id ->
                                cora.get("/api/tasks/" + id)
                                    .object()
                                    .getString("status")
                                    .equals("completed"))
                        .count()
                    == 3);
  }
}
