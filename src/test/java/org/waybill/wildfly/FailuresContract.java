package org.waybill.wildfly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.waybill.running.Api;
import org.waybill.running.EventSource;
import org.waybill.running.RawClient;

/** Clients that vanish and observers that throw, on WildFly. */
interface FailuresContract extends OnWildFly {

  Duration LET_GO = Duration.ofSeconds(70);

  @Test
  default void whoIsTornOffIsLetGoWhetherItsStreamIsQuietOrNot() {
    Api torn = server().api().user("torn");
    String task = torn.submitDiagnostic("{\"sleepMs\":10000,\"steps\":30}");
    List<RawClient> clients = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      clients.add(RawClient.stream(torn, "/api/tasks/events"));
      clients.add(RawClient.stream(torn, "/api/tasks/" + task + "/events"));
      clients.add(RawClient.stream(torn, "/api/chats/quiet-" + i + "/events"));
      clients.add(RawClient.socket(torn));
    }
    assertThat(clients).extracting(RawClient::status).containsOnly(200, 101);
    assertThat(server().api().metric("waybill_event_streams")).isGreaterThanOrEqualTo(24);
    for (int i = 0; i < clients.size(); i++) {
      // Each kind in either way.
      if (i / 4 % 2 == 0) {
        clients.get(i).tearOff();
      } else {
        clients.get(i).close();
      }
    }
    for (String gauge : List.of("waybill_event_streams", "waybill_websocket_clients")) {
      await(gauge)
          .atMost(LET_GO)
          .pollInterval(Duration.ofSeconds(1))
          .until(() -> server().api().metric(gauge) == 0);
    }
  }

  @Test
  default void anObserverThatThrowsHurtsNeitherTheTaskNorItsNeighbours() {
    Api sabotaged = server().api().user(FailingObserver.USER);
    String id = sabotaged.submitDiagnostic("{\"echo\":1}");
    sabotaged.awaitStatus(id, "completed", LIMIT);
    try (EventSource stream = EventSource.open(sabotaged, "/api/tasks/" + id + "/events")) {
      assertThat(stream.all(LIMIT))
          .extracting(EventSource.Message::name)
          .containsExactly("queued", "started", "completed");
    }
    assertThat(
            server()
                .api()
                .metric("waybill_observer_failures_total", "observer=\"FailingObserver\""))
        .isGreaterThanOrEqualTo(3);
  }
}
