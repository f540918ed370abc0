package org.waybill.api.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.waybill.running.Api;

/**
 * Going back in chats and tasks, and speaking to agents at work: asked of one node, done by
 * another.
 */
class BranchesIT extends TwoNodes {

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

  @Test
  void aForkAsksAgainForWhatWasApprovedAfterItsStep() {
    String task = said("mail", MAIL, null).getString("taskId");
    JsonObject approval = approver.asked(task, SOON);
    assertThat(approver.approve(approval)).isEqualTo(200);
    ann.awaitStatus(task, "completed", SOON);
    JsonObject before = ann.get("/api/tasks/" + task).object();
    assertThat(postbox.received()).hasSize(mails + 1);
    int calls = model.calls();

    String fork = accepted(fork(task, number(task, "turn.1.call.1"))).getString("taskId");
    JsonObject asked = approver.asked(fork, SOON);
    assertThat(asked.getString("id")).isNotEqualTo(approval.getString("id"));
    assertThat(postbox.received()).as("mails before the new approval").hasSize(mails + 1);
    assertThat(approver.approve(approval)).isEqualTo(409);
    assertThat(approver.approve(asked)).isEqualTo(200);
    ann.awaitStatus(fork, "completed", SOON);
    assertThat(postbox.received()).hasSize(mails + 2);
    assertThat(model.calls()).as("the first turn was copied").isEqualTo(calls + 1);
    assertThat(ann.get("/api/tasks/" + task).object()).isEqualTo(before);
  }

  @Test
  void whatWasDoneBeforeTheStepIsNotDoneAgain() {
    String task = said("mail", MAIL, null).getString("taskId");
    assertThat(approver.approve(approver.asked(task, SOON))).isEqualTo(200);
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
    JsonObject approval = approver.asked(task, SOON);
    String fork = accepted(fork(task, "turn.1")).getString("taskId");
    ann.awaitStatus(task, "cancelled", SOON);
    assertThat(approver.approve(approval)).isEqualTo(409);
    assertThat(approver.approve(approver.asked(fork, SOON))).isEqualTo(200);
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

  /** Decided on one node, expired in the database, begun on whichever node comes first. */
  @Test
  void whatExpiresBetweenItsApprovalAndItsBeginningIsNotDone() throws Exception {
    String task = said("mail", MAIL, null).getString("taskId");
    JsonObject approval = approver.asked(task, SOON);
    expireWhenApproved(approval.getString("id"));
    assertThat(approver.approve(approval)).isEqualTo(200);
    ann.awaitStatus(task, "completed", SOON);
    assertThat(postbox.received()).hasSize(mails);
    assertThat(ann.get("/api/tasks/" + task + "/events").body().toString()).contains("expired");
    assertThat(approver.approve(approval)).isEqualTo(409);
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
