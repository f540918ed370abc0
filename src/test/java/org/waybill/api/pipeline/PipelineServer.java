package org.waybill.api.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.waybill.running.Api;
import org.waybill.running.LoopbackSite;
import org.waybill.running.RunningServer;

/** A server that may call this machine, and a site there. */
abstract class PipelineServer {

  static final Duration SOON = Duration.ofSeconds(60);

  private static final Set<String> ENDS = Set.of("completed", "failed", "cancelled");

  static LoopbackSite site;
  static RunningServer server;
  static Api acme;

  @BeforeAll
  static void start() {
    site = LoopbackSite.start();
    server =
        RunningServer.start(
            Map.of(
                "WAYBILL_OUTBOUND_ALLOW",
                "127.0.0.1",
                "WAYBILL_RETENTION_SWEEP",
                "1s",
                "WAYBILL_PIPELINES",
                "content-analysis=fetch,extract,index,summarise,store;text-only=fetch,extract"));
    acme = user("acme", "ada");
  }

  @AfterAll
  static void end() {
    server.close();
    site.close();
  }

  static Api user(String tenant, String userId) {
    Api.Answer made =
        server
            .api()
            .post(
                "/api/tokens",
                "{\"tenant\":\"%s\",\"userId\":\"%s\",\"role\":\"user\"}"
                    .formatted(tenant, userId));
    return new Api(server.base(), made.object().getString("token"));
  }

  static String submit(Api caller, URI url, String workspace) {
    Api.Answer answer =
        caller.post(
            "/pipeline/jobs", "{\"url\":\"%s\",\"workspace_id\":\"%s\"}".formatted(url, workspace));
    assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
    return answer.object().getString("job_id");
  }

  static JsonObject awaitJob(Api caller, String id, String status) {
    JsonObject job =
        await("job " + id + " " + status)
            .atMost(SOON)
            .pollInterval(Duration.ofMillis(50))
            .until(
                () -> caller.get("/pipeline/jobs/" + id).object(),
                found -> ENDS.contains(found.getString("status")) || is(found, status));
    assertThat(is(job, status)).as("%s, awaited: %s", job, status).isTrue();
    return job;
  }

  private static boolean is(JsonObject job, String status) {
    return status.equals(job.getString("status"));
  }

  static String transcript(JsonObject job) {
    return job.getJsonObject("result").getJsonObject("data").getString("transcript");
  }

  static List<String> jobs(Api caller, String query) {
    return caller.get("/pipeline/jobs" + query).object().getJsonArray("jobs").stream()
        .map(job -> job.asJsonObject().getString("job_id"))
        .toList();
  }

  static String is(String job) {
    return "type = 'pipeline' and right(id::text, 8) = '" + job.split("_")[2] + "'";
  }

  static int files(String job) {
    return count("task_file where right(task_id::text, 8) = '" + job.split("_")[2] + "'");
  }

  static int count(String from) {
    try (Connection connection = database();
        PreparedStatement query = connection.prepareStatement("select count(*) from " + from);
        var rows = query.executeQuery()) {
      rows.next();
      return rows.getInt(1);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  static void sql(String statement) {
    try (Connection connection = database();
        PreparedStatement prepared = connection.prepareStatement(statement)) {
      assertThat(prepared.executeUpdate()).isEqualTo(1);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  static Connection database() throws SQLException {
    return DriverManager.getConnection(
        server.databaseUrl(), server.databaseUser(), server.databasePassword());
  }
}
