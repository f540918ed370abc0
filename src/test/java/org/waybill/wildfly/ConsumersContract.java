package org.waybill.wildfly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.waybill.running.Api;
import org.waybill.running.LoopbackBroker;

/** Whatever the broker does to consumers, as many tasks run at once as before, on WildFly. */
interface ConsumersContract extends OnWildFly {

  /** What one queue is set to by default. */
  int CONCURRENCY = 64;

  LoopbackBroker broker();

  @Test
  default void aLostConnectionUnderABacklogCostsNoConsumer() throws Exception {
    awaitReadiness(200);
    List<String> ids = occupyAll();
    broker().closeConnections();
    ids.forEach(id -> server().api().awaitStatus(id, "completed", LIMIT));
    occupyAll().forEach(id -> server().api().awaitStatus(id, "completed", LIMIT));
  }

  @Test
  default void readinessTellsOfConsumersThatTheBrokerForgotAndTheyComeBack() throws Exception {
    for (String destination : List.of("diagnostics", "waybill.events", "waybill.control")) {
      awaitReadiness(200);
      int remade = remade(destination);
      assertThat(broker().forgetConsumersOf(destination)).as(destination).isPositive();
      assertThat(awaitReadiness(503).body().toString())
          .containsPattern("\"consumers\":\"" + destination + " \\d+ of ");
      awaitReadiness(200);
      await("counted").atMost(LIMIT).until(() -> remade(destination) > remade);
    }
    occupyAll().forEach(id -> server().api().awaitStatus(id, "completed", LIMIT));
  }

  private int remade(String destination) {
    return server()
        .api()
        .metric("waybill_consumers_remade_total", "destination=\"" + destination + "\"");
  }

  private Api.Answer awaitReadiness(int status) {
    return await("readiness answers " + status)
        .atMost(Duration.ofSeconds(status == 503 ? 15 : 45))
        .until(
            () -> server().management().get("/health/ready"), answer -> answer.status() == status);
  }

  /** As many tasks run as there are consumers, and some more wait. */
  private List<String> occupyAll() {
    Api api = server().api();
    List<String> ids =
        IntStream.range(0, CONCURRENCY + 16)
            .mapToObj(i -> api.submitDiagnostic("{\"sleepMs\":15000}"))
            .toList();
    await("all consumers have a task in hand")
        .atMost(LIMIT)
        .until(
            () ->
                api.get("/api/tasks?type=diagnostic&status=processing&limit=500")
                        .object()
                        .getJsonArray("items")
                        .size()
                    == CONCURRENCY);
    return ids;
  }
}
