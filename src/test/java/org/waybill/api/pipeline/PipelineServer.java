package org.waybill.api.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.waybill.running.Api;
import org.waybill.running.Jobs;
import org.waybill.running.LoopbackSite;
import org.waybill.running.RunningServer;

/** A server that may call this machine, and a site there. */
abstract class PipelineServer {

  static final Duration SOON = Duration.ofSeconds(60);

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
                "content-analysis=fetch,extract,index,summarise,store;text-only=fetch,extract"
                    + ";spoken=fetch,transcribe;probed=fetch,probe",
                "WAYBILL_PIPELINE_LINK_TIME",
                "10s",
                "WAYBILL_FFPROBE",
                "no-such-ffprobe"));
    acme = user("acme", "ada");
  }

  @AfterAll
  static void end() {
    server.close();
    site.close();
  }

  static Api user(String tenant, String userId) {
    return server.api().caller(tenant, userId, "user");
  }

  static String submit(Api caller, URI url, String workspace) {
    return new Jobs(caller).submit(url, workspace);
  }

  static JsonObject awaitJob(Api caller, String id, String status) {
    return new Jobs(caller).await(id, status, SOON);
  }

  static String transcript(JsonObject job) {
    return Jobs.data(job).getString("transcript");
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
