package org.waybill.api.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.waybill.running.Api;
import org.waybill.running.Socket;

/** The document's calls, as its page makes them. */
class BoardDocumentIT extends BoardServer {

  @Test
  void aQuestionGoesFromTodoToDone() {
    Api.Answer pushed = push(ann, "What is 6 times 7?");
    assertThat(pushed.status()).isEqualTo(202);
    assertThat(pushed.object().getBoolean("success")).isTrue();
    assertThat(pushed.object().getInt("position")).isEqualTo(1);
    assertThat(pushed.object().getString("websocket_id")).isEqualTo("kitchen");
    assertThat(pushed.object().getBoolean("from_snapshot")).isFalse();
    ann.awaitStatus(id(pushed), "completed", SOON);
    JsonObject done = queue(ann, "done");
    assertThat(done.getInt("size")).isEqualTo(1);
    JsonObject job = done.getJsonArray("items").getJsonObject(0);
    assertThat(job.getString("id")).isEqualTo(id(pushed));
    assertThat(job.getString("question")).isEqualTo("What is 6 times 7?");
    assertThat(job.getString("answer")).contains("42");
    assertThat(job.getJsonArray("plan")).isNotEmpty();
    assertThat(done.getJsonArray("done_jobs").getString(0)).startsWith("<li id='" + id(pushed));
    assertThat(queue(ann, "todo").getInt("size")).isZero();
    assertThat(queue(ann, "run").getInt("size")).isZero();
    assertThat(queue(ann, "dead").getInt("size")).isZero();
  }

  @Test
  void whatWaitsHasAPosition() {
    operator.post("/api/queues/board_questions/pause", "{}");
    try {
      String first = id(push(ann, "What is 1 plus 1?"));
      Api.Answer second = push(ann, "What is 2 plus 2?");
      assertThat(second.object().getInt("position")).isEqualTo(2);
      JsonObject todo = queue(ann, "todo");
      assertThat(todo.getInt("size")).isEqualTo(2);
      JsonObject newest = todo.getJsonArray("items").getJsonObject(0);
      assertThat(newest.getString("id")).isEqualTo(id(second));
      assertThat(newest.getInt("position")).isEqualTo(2);
      assertThat(todo.getJsonArray("items").getJsonObject(1).getString("id")).isEqualTo(first);
      JsonObject page = ann.get("/api/get-queue/todo?limit=1").object();
      JsonObject next =
          ann.get("/api/get-queue/todo?limit=1&cursor=" + page.getString("nextCursor")).object();
      assertThat(next.getJsonArray("items").getJsonObject(0).getString("id")).isEqualTo(first);
      ann.post("/api/tasks/" + first + "/cancel", "{}");
      assertThat(queue(ann, "dead").getInt("size")).isEqualTo(1);
    } finally {
      operator.post("/api/queues/board_questions/resume", "{}");
    }
  }

  @Test
  void aFullQueueRefusesAndStoresNothing() {
    operator.post("/api/queues/board_questions/pause", "{}");
    try {
      Api.Answer rule = operator.put("/api/limits/queue/board_questions", "{\"waiting\":1}");
      assertThat(rule.status()).isEqualTo(200);
      Api.Answer refused =
          await()
              .atMost(SOON)
              .until(() -> push(ann, "What is 1 plus 2?"), answer -> answer.status() != 202);
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.headers().firstValue("Retry-After")).isPresent();
      int size = queue(ann, "todo").getInt("size");
      push(ann, "What is 1 plus 3?");
      assertThat(queue(ann, "todo").getInt("size")).isEqualTo(size);
    } finally {
      operator.delete("/api/limits/queue/board_questions");
      operator.post("/api/queues/board_questions/resume", "{}");
    }
  }

  @Test
  void theSameQuestionIsAnsweredFromItsSnapshotUnlessAskedAfresh() {
    String first = id(push(ann, "What is 12 times 12?"));
    ann.awaitStatus(first, "completed", SOON);
    Api.Answer again = push(ann, "  what is 12  TIMES 12");
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.object().getBoolean("from_snapshot")).isTrue();
    assertThat(again.object().getString("id")).isEqualTo(first);
    assertThat(again.object().getString("answer")).contains("144");
    assertThat(again.object().getJsonArray("plan")).isNotEmpty();
    String fresh =
        id(ann.post("/api/push", "{\"question\":\"What is 12 times 12?\",\"fresh\":true}"));
    String rerun = id(ann.post("/api/push/" + first + "/again", "{}"));
    ann.awaitStatus(fresh, "completed", SOON);
    ann.awaitStatus(rerun, "completed", SOON);
    assertThat(queue(ann, "done").getInt("size")).isEqualTo(3);
  }

  @Test
  void whatDependsOnTheMomentIsNeverAnsweredFromASnapshot() {
    ann.awaitStatus(id(push(ann, "What day is today?")), "completed", SOON);
    assertThat(push(ann, "What day is today?").status()).isEqualTo(202);
    ann.awaitStatus(id(push(ann, "Who won the cup?")), "failed", SOON);
    assertThat(push(ann, "Who won the cup?").status()).isEqualTo(202);
  }

  @Test
  void deletingAFinishedJobRemovesItsSnapshotRowAndFile() {
    String id = id(push(ann, "What is 3 times 3?"));
    ann.awaitStatus(id, "completed", SOON);
    long before = files();
    Api bob = user("default", "bob");
    assertThat(bob.delete("/api/delete-snapshot/" + id).status()).isEqualTo(404);
    Api.Answer deleted = ann.delete("/api/delete-snapshot/" + id);
    assertThat(deleted.status()).isEqualTo(200);
    assertThat(deleted.object().getString("status")).isEqualTo("deleted");
    assertThat(deleted.object().getBoolean("snapshot")).isTrue();
    assertThat(files()).isEqualTo(before - 1);
    assertThat(queue(ann, "done").getInt("size")).isZero();
    assertThat(ann.get("/api/tasks/" + id).status()).isEqualTo(404);
    assertThat(push(ann, "What is 3 times 3?").status()).isEqualTo(202);
    assertThat(ann.delete("/api/delete-snapshot/" + id).status()).isEqualTo(404);
  }

  @Test
  void whatHasSideEffectsIsDoneOnlyAfterItWasConfirmed() {
    ann.awaitStatus(id(push(ann, "What is 5 times 5?")), "completed", SOON);
    String refused = id(push(ann, "Please forget all my answers!"));
    JsonObject asking = ann.awaitStatus(refused, "input_required", SOON);
    assertThat(asking.getJsonObject("question").getString("kind")).isEqualTo("confirmation");
    JsonObject run = queue(ann, "run").getJsonArray("items").getJsonObject(0);
    assertThat(run.getString("status")).isEqualTo("input_required");
    assertThat(run.getJsonObject("dialog").getString("text")).contains("snapshots");
    ann.post("/api/tasks/" + refused + "/input", "{\"input\":false}");
    ann.awaitStatus(refused, "completed", SOON);
    assertThat(push(ann, "What is 5 times 5?").status()).isEqualTo(200);
    String confirmed = id(push(ann, "Please forget all my answers!"));
    ann.awaitStatus(confirmed, "input_required", SOON);
    ann.post("/api/tasks/" + confirmed + "/input", "{\"input\":true}");
    JsonObject done = ann.awaitStatus(confirmed, "completed", SOON);
    assertThat(done.getJsonObject("output").getString("answer")).contains("deleted");
    assertThat(push(ann, "What is 5 times 5?").status()).isEqualTo(202);
  }

  @Test
  void aMailIsSentAfterItWasConfirmedAndOnlyToDomainsThatAreAllowed() throws Exception {
    String id = id(push(ann, "Please send an e-mail to bob@example.com: See you at noon"));
    JsonObject asking = ann.awaitStatus(id, "input_required", SOON);
    assertThat(asking.getJsonObject("question").getString("text"))
        .contains("bob@example.com", "See you at noon");
    assertThat(mail.received()).isEmpty();
    ann.post("/api/tasks/" + id + "/input", "{\"input\":true}");
    JsonObject done = ann.awaitStatus(id, "completed", SOON);
    assertThat(done.getJsonObject("output").getJsonArray("plan")).hasSize(2);
    assertThat(mail.received()).hasSize(1);
    assertThat(mail.received().get(0).getContent().toString()).contains("See you at noon");
    assertThat(mail.received().get(0).getAllRecipients()[0]).hasToString("bob@example.com");
    String other = id(push(ann, "Please send an e-mail to bob@elsewhere.org: See you at noon"));
    ann.awaitStatus(other, "failed", SOON);
    assertThat(mail.received()).hasSize(1);
  }

  @Test
  void everybodySeesTheirOwnAndOperatorsMayAskForAUser() {
    String id = id(push(ann, "What is 7 times 7?"));
    ann.awaitStatus(id, "completed", SOON);
    Api bob = user("default", "bob");
    assertThat(queue(bob, "done").getJsonArray("items").toString()).doesNotContain(id);
    assertThat(push(bob, "What is 7 times 7?").status()).isEqualTo(202);
    assertThat(bob.get("/api/get-queue/done?user=" + annsName).status()).isEqualTo(404);
    assertThat(bob.post("/api/push/" + id + "/again", "{}").status()).isEqualTo(404);
    assertThat(operator.get("/api/get-queue/done?user=" + annsName).object().getInt("size"))
        .isEqualTo(1);
    Api stranger = user("other", annsName);
    assertThat(queue(stranger, "done").getInt("size")).isZero();
  }

  @Test
  void whatPeopleWroteIsEscapedInListItems() {
    String id = id(push(ann, "<img src=x onerror=alert(1)>"));
    ann.awaitStatus(id, "failed", SOON);
    assertThat(queue(ann, "dead").getJsonArray("dead_jobs").getString(0))
        .contains("&lt;img src=x onerror=alert(1)&gt;")
        .doesNotContain("<img");
  }

  @Test
  void aNamedSocketIsToldSizesAndTheAnswer() {
    Api bob = user("default", "bob");
    try (Socket kitchen = Socket.open(server.base(), "?websocket_id=kitchen", bearer(ann));
        Socket hall = Socket.open(server.base(), ann.token());
        Socket bobs = Socket.open(server.base(), "?websocket_id=kitchen", bearer(bob))) {
      hall.send("{\"action\":\"hello\",\"websocketId\":\"hall\"}");
      hall.awaitEvent("subscribed", SOON);
      JsonObject begin = kitchen.awaitEvent("dead_update", SOON);
      assertThat(begin.getInt("size")).isZero();
      assertThat(begin.getJsonObject("data").getInt("size")).isZero();
      String id = id(push(ann, "What is 8 times 8?"));
      await().atMost(SOON).until(() -> sizes(kitchen, "done").contains(1));
      await().atMost(SOON).until(() -> sizes(hall, "done").contains(1));
      JsonObject audio = kitchen.awaitEvent("audio_update", SOON);
      assertThat(audio.getString("text")).contains("64");
      assertThat(audio.getString("task_id")).isEqualTo(id);
      assertThat(audio.getJsonObject("data").getString("text")).contains("64");
      push(ann, "What is 8 times 8?");
      assertThat(kitchen.awaitEvent("audio_update", SOON).getString("text")).contains("64");
      ann.delete("/api/delete-snapshot/" + id);
      JsonObject sound = kitchen.awaitEvent("audio_update", SOON);
      assertThat(sound.containsKey("text")).isFalse();
      Api.Answer played = ann.get(sound.getString("sound"));
      assertThat(played.status()).isEqualTo(200);
      assertThat(hall.awaitEvent("audio_update", SOON).getString("sound")).isNotBlank();
      await().atMost(SOON).until(() -> sizes(kitchen, "done").get(0) == 0);
      bobs.send("{\"action\":\"ping\"}");
      bobs.awaitEvent("pong", SOON);
      assertThat(bobs.received().toString()).doesNotContain("audio_update", "\"size\":1");
    }
  }

  @Test
  void theAskersSocketGetsTheDialogsText() {
    try (Socket kitchen = Socket.open(server.base(), "?websocket_id=kitchen", bearer(ann))) {
      String id = id(push(ann, "Forget all my answers"));
      JsonObject audio = kitchen.awaitEvent("audio_update", SOON);
      assertThat(audio.getString("text")).contains("snapshots");
      assertThat(audio.getJsonObject("dialog").getString("kind")).isEqualTo("confirmation");
      await().atMost(SOON).until(() -> sizes(kitchen, "run").contains(1));
      ann.post("/api/tasks/" + id + "/input", "{\"input\":true}");
      assertThat(kitchen.awaitEvent("audio_update", SOON).getString("text")).contains("deleted");
    }
  }

  @Test
  void theClockIsForThoseWhoAskForIt() {
    try (Socket socket = Socket.open(server.base(), ann.token());
        Socket other = Socket.open(server.base(), ann.token())) {
      socket.send("{\"action\":\"subscribe\",\"clock\":true}");
      Instant first = Instant.parse(socket.awaitEvent("time_update", SOON).getString("date"));
      JsonObject next = socket.awaitEvent("time_update", SOON);
      assertThat(Instant.parse(next.getJsonObject("data").getString("date"))).isAfter(first);
      socket.send("{\"action\":\"unsubscribe\",\"clock\":true}");
      socket.awaitEvent("unsubscribed", SOON);
      assertThat(other.received()).isEmpty();
    }
  }

  @Test
  void aRestartKeepsQuestionsSnapshotsAndVoiceMessages() {
    String done = id(push(ann, "What is 9 times 9?"));
    ann.awaitStatus(done, "completed", SOON);
    String asks = id(push(ann, "Forget all my answers"));
    ann.awaitStatus(asks, "input_required", SOON);
    String voice =
        ann.post(
                "/message/send/async",
                "{\"parts\":[{\"root\":{\"kind\":\"text\",\"text\":\"What is 2 times 3?\"}}]}")
            .object()
            .getString("task_id");
    ann.awaitStatus(voice, "completed", SOON);
    server.restart();
    assertThat(queue(ann, "done").getInt("size")).isEqualTo(1);
    assertThat(queue(ann, "run").getInt("size")).isEqualTo(1);
    assertThat(push(ann, "What is 9 times 9?").object().getBoolean("from_snapshot")).isTrue();
    JsonObject metrics = ann.get("/api/queue/metrics").object().getJsonObject("metrics");
    assertThat(metrics.getInt("tasks_completed")).isEqualTo(1);
    assertThat(metrics.getInt("active_workers")).isEqualTo(5);
    ann.post("/api/tasks/" + asks + "/input", "{\"input\":false}");
    ann.awaitStatus(asks, "completed", SOON);
  }

  private static List<Integer> sizes(Socket socket, String queue) {
    List<Integer> newestFirst =
        new ArrayList<>(
            socket.received().stream()
                .filter(frame -> frame.getString("eventType").equals(queue + "_update"))
                .map(frame -> frame.getInt("size"))
                .toList());
    Collections.reverse(newestFirst);
    return newestFirst;
  }

  @Test
  void whatIsWrongIsNamed() {
    Api.Answer queue = ann.get("/api/get-queue/later");
    assertThat(queue.status()).isEqualTo(400);
    assertThat(queue.object().getString("detail")).contains("todo, run, done, dead");
    assertThat(ann.post("/api/push", "{}").object().getString("field")).isEqualTo("question");
    String chat = ann.submitDiagnostic("{}");
    assertThat(ann.delete("/api/delete-snapshot/" + chat).status()).isEqualTo(404);
  }
}
