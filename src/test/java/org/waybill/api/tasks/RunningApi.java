package org.waybill.api.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.waybill.running.Api;
import org.waybill.running.RunningServer;

/** One server for all tests of this package's doors. */
abstract class RunningApi {

  static final Duration SOON = Duration.ofSeconds(20);

  static RunningServer server;
  static Api operator;

  @BeforeAll
  static void start() {
    server = RunningServer.shared(Map.of());
    operator = server.api();
  }

  static String submit(String body) {
    Api.Answer answer = operator.post("/api/tasks", body);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
    return answer.object().getString("id");
  }

  static List<String> kinds(String id) {
    return operator.get("/api/tasks/" + id + "/events").object().getJsonArray("items").stream()
        .map(item -> item.asJsonObject().getString("eventType"))
        .toList();
  }

  static List<String> ids(Api.Answer page) {
    return page.object().getJsonArray("items").stream()
        .map(item -> item.asJsonObject().getString("id"))
        .toList();
  }

  static Api user(String tenant, String userId) {
    return operator.caller(tenant, userId, "user");
  }

  static JsonObject token(String tenant, String userId) {
    Api.Answer made =
        operator.post(
            "/api/tokens",
            "{\"tenant\":\"%s\",\"userId\":\"%s\",\"role\":\"user\"}".formatted(tenant, userId));
    assertThat(made.status()).isEqualTo(201);
    return made.object();
  }
}
