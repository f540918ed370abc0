package org.waybill.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.waybill.agent.ScriptedModel;
import org.waybill.running.Api;
import org.waybill.running.LoopbackSite;
import org.waybill.running.RunningServer;

/** A worker is killed in the middle: what it had done by then is not done again. */
@Tag("outage")
class ResumingIT {

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final AtomicBoolean ALIVE = new AtomicBoolean();

  private static ScriptedModel model() throws Exception {
    return new ScriptedModel(
        exchange ->
            (ALIVE.get() ? ScriptedModel.says("In brief.") : ScriptedModel.fallsSilent())
                .answer(exchange));
  }

  @Test
  void aPipelineAndARequestGoOnAtTheirStep() throws Exception {
    try (ScriptedModel model = model();
        LoopbackSite site = LoopbackSite.start();
        RunningServer host = RunningServer.start(Map.of("WAYBILL_ROLE", "api"))) {
      Map<String, String> settings =
          Map.of("WAYBILL_OUTBOUND_ALLOW", "127.0.0.1", "WAYBILL_LLM_URL", model.url());
      Api api = host.api();
      URI url = site.put("/talk.txt", "text/plain", "A long talk about very little was held.");
      RunningServer worker = host.joinWorker(settings);
      String job =
          api.post("/pipeline/jobs", "{\"url\":\"%s\"}".formatted(url))
              .object()
              .getString("job_id");
      api.post("/api/requests", "{\"message\":\"How are you?\",\"correlation_id\":\"r\"}");
      await().atMost(PATIENCE).until(() -> model.requests().size() == 2);

      worker.kill();
      Instant killed = Clock.systemUTC().instant();
      ALIVE.set(true);
      try (RunningServer other = host.joinWorker(settings)) {
        JsonObject done = awaitEnd(api, job);

        assertThat(done.getJsonObject("result").getJsonObject("data").getString("summary"))
            .isEqualTo("In brief.");
        assertThat(site.asked("/talk.txt")).isEqualTo(1);
        assertThat(api.get("/api/documents").object().getJsonArray("items")).hasSize(1);
        assertPlannedOnce(api.get("/api/requests/r?wait=60").object(), killed);
      }
    }
  }

  private static JsonObject awaitEnd(Api api, String job) {
    return await()
        .atMost(PATIENCE)
        .until(
            () -> api.get("/pipeline/jobs/" + job).object(),
            found -> found.getString("status").equals("completed"));
  }

  private static void assertPlannedOnce(JsonObject response, Instant killed) {
    assertThat(response.getString("message")).isEqualTo("In brief.");
    var log = response.getJsonArray("thinking_log").getValuesAs(JsonObject.class);
    assertThat(log)
        .extracting(each -> each.getString("part"))
        .containsExactly("planner", "worker", "responder");
    assertThat(Instant.parse(log.get(0).getString("at"))).isBefore(killed);
    assertThat(Instant.parse(log.get(1).getString("at"))).isAfter(killed);
  }
}
