package org.waybill.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.waybill.running.Api;
import org.waybill.running.RunningServer;

/** Whoever sends slowly keeps nobody out. */
class SlowBodiesIT {

  private static final int DRIPPING = 205;
  private static final String JSON = "application/json";

  private static Api api;

  @BeforeAll
  static void start() {
    api = RunningServer.shared(FuzzIT.SETTINGS).api();
  }

  /** They hold no thread: there are more of them than the server has. */
  @Test
  void bodiesInDrops() throws IOException {
    Api other = api.user("somebody-else");
    List<PartialRequest> dripping = new ArrayList<>();
    for (int i = 0; i < DRIPPING; i++) {
      dripping.add(PartialRequest.begin(api, "POST", "/api/tasks", JSON, 1_000, "{"));
    }
    assertThat(other.post("/api/tasks", "{\"type\":\"diagnostic\"}").status()).isEqualTo(202);
    for (PartialRequest each : dripping) {
      assertThat(each.answer())
          .containsAnyOf("did not arrive within 5000ms", "Too many request bodies");
      assertThat(each.read()).as("the connection").isEqualTo(-1);
    }
  }

  /** Of several users together they are as many as the server gathers at once. */
  @Test
  void bodiesInDropsOfSeveralUsersKeepNobodyOut() throws IOException {
    List<Api> users = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      users.add(api.user("dripping-" + i));
    }
    Api other = api.user("not-dripping");
    List<PartialRequest> dripping = new ArrayList<>();
    for (int i = 0; i < DRIPPING; i++) {
      Api user = users.get(i % users.size());
      dripping.add(PartialRequest.begin(user, "POST", "/api/tasks", JSON, 1_000, "{"));
    }
    String body = "{\"type\":\"diagnostic\"}";
    for (int i = 0; i < 20; i++) {
      try (PartialRequest parted =
          PartialRequest.begin(other, "POST", "/api/tasks", JSON, body.length(), "{")) {
        parted.send(body.substring(1));
        assertThat(parted.answer()).startsWith("HTTP/1.1 202 ");
      }
    }
    for (PartialRequest each : dripping) {
      assertThat(each.answer())
          .containsAnyOf(
              "did not arrive within 5000ms", "Too many request bodies", "others needed");
      each.close();
    }
  }
}
