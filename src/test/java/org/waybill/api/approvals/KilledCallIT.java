package org.waybill.api.approvals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.waybill.running.Api;
import org.waybill.running.Receiver;
import org.waybill.running.RunningServer;

/** A worker dies in the middle of a call that writes: it is not repeated, and a person is asked. */
@Tag("outage")
class KilledCallIT {

  private static final Duration SOON = Duration.ofSeconds(60);
  private static final List<String> CALLS = new CopyOnWriteArrayList<>();
  private static final CountDownLatch NEVER = new CountDownLatch(1);

  private static Receiver peer;
  private static RunningServer api;

  @BeforeAll
  static void start() throws IOException {
    peer =
        new Receiver(
            exchange -> {
              String path = exchange.getRequestURI().getPath();
              CALLS.add(path);
              if (CALLS.stream().filter(path::equals).count() == 1) {
                awaitForever();
              }
              Receiver.say(exchange, 200, "done at the second call");
            });
    api = RunningServer.start(Map.of("WAYBILL_ROLE", "api", "WAYBILL_OUTBOUND_ALLOW", "127.0.0.1"));
  }

  @AfterAll
  static void end() {
    NEVER.countDown();
    api.close();
    peer.close();
  }

  private static void awaitForever() throws IOException {
    try {
      NEVER.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private static RunningServer worker() {
    return api.joinWorker(Map.of("WAYBILL_OUTBOUND_ALLOW", "127.0.0.1"));
  }

  @Test
  void aPersonSaysWhetherItWasDone() {
    Api operator = api.api();
    String done;
    String again;
    RunningServer first = worker();
    try {
      done = approved(operator, "/done");
      again = approved(operator, "/again");
      await().atMost(SOON).until(() -> CALLS.contains("/done") && CALLS.contains("/again"));
    } finally {
      first.kill();
      first.close();
    }
    try (RunningServer second = worker()) {
      assertThat(question(operator, done)).contains("'call'", "not done");
      assertThat(question(operator, again)).contains("'call'", "not done");
      assertThat(CALLS).hasSize(2);

      operator.post("/api/tasks/" + done + "/input", "{\"input\":\"done\"}");
      JsonObject output = operator.awaitStatus(done, "completed", SOON).getJsonObject("output");
      assertThat(output.isNull("result")).isTrue();

      operator.post("/api/tasks/" + again + "/input", "{\"input\":\"not done\"}");
      JsonObject repeated = operator.awaitStatus(again, "completed", SOON);
      assertThat(repeated.getJsonObject("output").getJsonObject("result").getString("body"))
          .isEqualTo("done at the second call");
      assertThat(CALLS).filteredOn("/done"::equals).hasSize(1);
      assertThat(CALLS).filteredOn("/again"::equals).hasSize(2);
    }
  }

  private static String approved(Api operator, String path) {
    String input =
        "{\"tool\":\"http\",\"arguments\":{\"method\":\"POST\",\"url\":\"%s\",\"body\":\"{}\"}}"
            .formatted(peer.at(path));
    Api.Answer accepted =
        operator.post("/api/tasks", "{\"type\":\"tool_execution\",\"input\":" + input + "}");
    assertThat(accepted.status()).as(accepted.toString()).isEqualTo(202);
    String id = accepted.object().getString("id");
    JsonObject waiting = operator.awaitStatus(id, "input_required", SOON);
    String approval = waiting.getJsonObject("question").getJsonArray("options").getString(0);
    String digest = operator.get("/api/approvals/" + approval).object().getString("digest");
    String decision = "{\"decision\":\"approve\",\"digest\":\"" + digest + "\"}";
    assertThat(operator.post("/api/approvals/" + approval, decision).status()).isEqualTo(200);
    return id;
  }

  private static String question(Api operator, String task) {
    return operator.awaitStatus(task, "input_required", SOON).getJsonObject("question").toString();
  }
}
