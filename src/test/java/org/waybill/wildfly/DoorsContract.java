package org.waybill.wildfly;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.waybill.reading.Pdfs;
import org.waybill.running.Api;
import org.waybill.running.Board;
import org.waybill.running.EventSource;
import org.waybill.running.Firings;
import org.waybill.running.Jobs;
import org.waybill.running.LoopbackSite;
import org.waybill.running.Requests;
import org.waybill.running.Socket;

/** Each door that has a queue, a schedule or a stream behind it, on WildFly. */
interface DoorsContract extends OnWildFly {

  /** What this server's agent says 6 times 7 is. */
  String fortyTwo();

  private Socket socket(Api user, String name) {
    return Socket.open(
        server().base(), "?websocket_id=" + name, "Authorization", "Bearer " + user.token());
  }

  @Test
  default void aQuestionGoesThroughTheBoardAndItsSocketIsTold() {
    Api ann = server().api().user("ann");
    Board board = new Board(ann);
    try (Socket kitchen = socket(ann, "kitchen")) {
      assertThat(kitchen.awaitEvent("todo_update", LIMIT).getInt("size")).isZero();
      String id = Board.id(board.push("What is 6 times 7?", "kitchen"));
      JsonObject answer = kitchen.awaitEvent("audio_update", LIMIT);
      assertThat(answer.getString("task_id")).isEqualTo(id);
      assertThat(answer.getString("text")).contains(fortyTwo());
      assertThat(board.queue("done").getInt("size")).isEqualTo(1);
      assertThat(board.push("What is 6 times 7?", "kitchen").status()).isEqualTo(200);
      assertThat(kitchen.awaitEvent("audio_update", LIMIT).getString("text")).contains(fortyTwo());
      assertThat(ann.delete("/api/delete-snapshot/" + id).status()).isEqualTo(200);
      String sound = kitchen.awaitEvent("audio_update", LIMIT).getString("sound");
      assertThat(ann.get(sound).status()).isEqualTo(200);
      assertThat(kitchen.received())
          .extracting(frame -> frame.getString("eventType"))
          .contains("todo_update", "run_update", "done_update", "dead_update");
    }
  }

  @Test
  default void aQuestionThatNeedsAConfirmationWaitsForIt() {
    Api bob = server().api().user("bob");
    try (Socket kitchen = socket(bob, "kitchen")) {
      String id = Board.id(new Board(bob).push("Please forget all my answers!", "kitchen"));
      JsonObject dialog = kitchen.awaitEvent("audio_update", LIMIT).getJsonObject("dialog");
      assertThat(dialog.getString("kind")).isEqualTo("confirmation");
      assertThat(bob.post("/api/tasks/" + id + "/input", "{\"input\":true}").status())
          .isEqualTo(202);
      assertThat(kitchen.awaitEvent("audio_update", LIMIT).getString("text")).contains("deleted");
    }
  }

  @Test
  default void theClockTicksForThoseWhoAskForIt() {
    try (Socket socket = Socket.open(server().base(), server().api().token())) {
      socket.send("{\"action\":\"subscribe\",\"clock\":true}");
      Instant first = Instant.parse(socket.awaitEvent("time_update", LIMIT).getString("date"));
      assertThat(Instant.parse(socket.awaitEvent("time_update", LIMIT).getString("date")))
          .isAfter(first);
    }
  }

  @Test
  default void aVoiceMessageIsAnsweredByAFrameToASocketThatSaidNothing() {
    Api cleo = server().api().user("cleo");
    try (Socket socket = Socket.open(server().base(), cleo.token())) {
      Api.Answer said =
          cleo.post(
              "/message/send/async",
              "{\"parts\":[{\"root\":{\"kind\":\"text\",\"text\":\"What is 6 * 7?\"}}],"
                  + "\"voice_call_id\":\"call-1\"}");
      assertThat(said.status()).as("%s", said).isEqualTo(202);
      JsonObject response = socket.awaitEvent("a2a_response", LIMIT);
      assertThat(response.getString("task_id")).isEqualTo(said.object().getString("task_id"));
      assertThat(response.getString("voice_call_id")).isEqualTo("call-1");
      assertThat(response.getJsonObject("result").getString("text")).contains(fortyTwo());
    }
    JsonObject metrics = cleo.get("/api/queue/metrics").object().getJsonObject("metrics");
    assertThat(metrics.getInt("active_workers")).isEqualTo(5);
    assertThat(metrics.getInt("tasks_completed")).isPositive();
  }

  @Test
  default void aRequestHasItsResponseByCorrelationId() {
    Requests requests = new Requests(server().api().user("dora"));
    String id = requests.ask("{\"correlation_id\":\"cid 1\",\"message\":\"What is 6 * 7?\"}");
    assertThat(id).isEqualTo("cid 1");
    JsonObject response = requests.response("cid%201");
    assertThat(response.getString("status")).isEqualTo("completed");
    assertThat(response.getString("message")).contains(fortyTwo());
    assertThat(response.getJsonArray("thinking_log")).isNotEmpty();
  }

  @Test
  default void aPipelineJobFetchesAPageAndReadsItToItsEnd() throws Exception {
    Api ed = server().api().user("ed");
    Jobs jobs = new Jobs(ed);
    try (LoopbackSite site = LoopbackSite.start()) {
      URI url =
          site.put(
              "/paper.pdf", "application/pdf", Pdfs.of(List.of("The owl Xanthe sleeps all day.")));
      String id = jobs.submit(url, "main");
      JsonObject data = Jobs.data(jobs.await(id, "completed", LIMIT));
      assertThat(data.getString("transcript")).contains("The owl Xanthe sleeps all day.");
      assertThat(data.getString("summary")).isNotBlank();
      assertThat(ed.get(data.getString("drive_url")).body().toString()).contains("Source: <" + url);
      assertThat(ed.get("/api/documents/search?q=Xanthe").body().toString()).contains("paper.pdf");
      JsonObject gone = jobs.await(jobs.submit(site.uri("/gone"), "main"), "failed", LIMIT);
      assertThat(gone.getString("error"))
          .isEqualTo("fetch: " + site.uri("/gone") + " answered 404");
      assertThat(ed.delete("/pipeline/jobs/" + id).status()).isEqualTo(204);
    }
  }

  @Test
  default void aScheduleFiresEachSecondUntilItIsDeleted() {
    Api lea = server().api().user("lea");
    Api.Answer made =
        lea.post(
            "/api/schedules",
            "{\"cron\":\"* * * * * *\",\"overlap\":\"queue\",\"task\":{\"type\":\"diagnostic\"}}");
    assertThat(made.status()).as("%s", made).isEqualTo(201);
    String id = made.object().getString("id");
    List<Instant> times = new Firings(lea, id).await(3, LIMIT);
    assertThat(times.get(2)).isEqualTo(times.get(0).plusSeconds(2));
    String last = lea.get("/api/schedules/" + id).object().getString("lastTaskId");
    lea.awaitStatus(last, "completed", LIMIT);
    assertThat(lea.delete("/api/schedules/" + id).status()).isEqualTo(204);
  }

  @Test
  default void aQueuesStreamTellsWhatHappensInIt() {
    Api operator = server().api();
    try (EventSource stream = EventSource.open(operator, "/api/queues/diagnostics/events")) {
      assertThat(stream.status()).isEqualTo(200);
      String id = operator.submitDiagnostic("{}");
      assertThat(
              stream.until(
                  LIMIT, told -> told.name().equals("completed") && told.data().contains(id)))
          .filteredOn(told -> told.data().contains(id))
          .extracting(EventSource.Message::name)
          .containsExactly("queued", "started", "completed");
    }
  }

  @Test
  default void aBulkOperationIsATaskThatCancelsOthers() {
    Api finn = server().api().user("finn");
    for (int i = 0; i < 3; i++) {
      finn.post("/api/tasks", "{\"type\":\"diagnostic\",\"delay\":\"1h\"}");
    }
    String all = "{\"action\":\"cancel\",\"filter\":{\"type\":\"diagnostic\"}%s}";
    Api.Answer dry = finn.post("/api/tasks/bulk", all.formatted(",\"dryRun\":true"));
    assertThat(dry.object().getInt("matches")).isEqualTo(3);
    Api.Answer bulk = finn.post("/api/tasks/bulk", all.formatted(""));
    assertThat(bulk.status()).as("%s", bulk).isEqualTo(202);
    JsonObject done = finn.awaitStatus(bulk.object().getString("id"), "completed", LIMIT);
    assertThat(done.getJsonObject("output").getInt("done")).isEqualTo(3);
    assertThat(finn.get("/api/tasks?status=cancelled").object().getJsonArray("items")).hasSize(3);
  }
}
