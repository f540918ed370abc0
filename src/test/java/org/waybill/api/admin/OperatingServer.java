package org.waybill.api.admin;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.waybill.running.Api;
import org.waybill.running.RunningServer;

/** A server on which operators do what they do, and few tasks may wait. */
abstract class OperatingServer {

  static final Duration SOON = Duration.ofSeconds(20);
  static final int WAITING = 100;

  static RunningServer server;
  static Api admin;

  @BeforeAll
  static void start() {
    server =
        RunningServer.shared(
            Map.of(
                "WAYBILL_QUEUE_WAITING",
                Integer.toString(WAITING),
                "WAYBILL_RETENTION_SWEEP",
                "1s",
                "WAYBILL_OUTBOUND_ALLOW",
                "127.0.0.1"));
    admin = server.api();
  }

  @AfterEach
  void resumeAll() {
    for (String queue : List.of("diagnostics", "housekeeping")) {
      assertThat(admin.post("/api/queues/" + queue + "/resume", "{}").status()).isEqualTo(200);
    }
  }

  static Api caller(String tenant, String userId, String role) {
    return admin.caller(tenant, userId, role);
  }

  static void pause(String queue) {
    assertThat(admin.post("/api/queues/" + queue + "/pause", "{}").status()).isEqualTo(200);
  }

  static Api.Answer put(Api caller, String path, String body) {
    return caller.put(path, body);
  }

  static JsonObject queue(String name) {
    return admin.get("/api/queues").object().getJsonArray("items").stream()
        .map(item -> item.asJsonObject())
        .filter(item -> item.getString("name").equals(name))
        .findFirst()
        .orElseThrow();
  }

  static List<String> ids(Api caller, String path) {
    return caller.get(path).object().getJsonArray("items").stream()
        .map(item -> item.asJsonObject().getString("id"))
        .toList();
  }

  static String tagged(Api caller, String tag, String input) {
    Api.Answer answer =
        caller.post(
            "/api/tasks",
            "{\"type\":\"diagnostic\",\"tags\":[\"%s\"],\"input\":%s}".formatted(tag, input));
    assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
    return answer.object().getString("id");
  }

  static String dead(Api caller, String tag) {
    String id = tagged(caller, tag, "{\"failFinally\":true}");
    caller.awaitStatus(id, "failed", SOON);
    return id;
  }

  static void sql(String statement) {
    try (Connection connection =
            DriverManager.getConnection(
                server.databaseUrl(), server.databaseUser(), server.databasePassword());
        PreparedStatement prepared = connection.prepareStatement(statement)) {
      prepared.execute();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** Many tasks that have ended, in the time that one takes over HTTP. */
  static void insert(String tenant, String user, String status, int count) {
    sql(
        """
        insert into task (id, tenant, user_id, type, queue, status, priority, rank_at, max_attempts,
          timeout_ms, backoff_ms, input, finished_at)
        select (lpad(to_hex((extract(epoch from now()) * 1000)::int8 - 10000), 12, '0')
            || '7' || substr(md5(n::text || '%1$s'), 1, 3) || '8'
            || substr(md5(n::text || '%1$s'), 4, 15))::uuid,
          '%1$s', '%2$s', 'diagnostic', 'diagnostics', '%3$s', 4, now(), 1, 1000, 1000, '{}', now()
        from generate_series(1, %4$d) n
        """
            .formatted(tenant, user, status, count));
  }
}
