package org.waybill.running;

import jakarta.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.Set;

/** Pipeline jobs, as one caller sees them. */
public record Jobs(Api caller) {

  private static final Set<String> ENDS = Set.of("completed", "failed", "cancelled");

  /** Submits a job for what is there, and returns its id. */
  public String submit(URI url, String workspace) {
    Api.Answer answer =
        caller.post(
            "/pipeline/jobs", "{\"url\":\"%s\",\"workspace_id\":\"%s\"}".formatted(url, workspace));
    if (answer.status() != 202) {
      throw new AssertionError("Not accepted: " + answer);
    }
    return answer.object().getString("job_id");
  }

  /** The job, as soon as it has this status; fails if it ends with another. */
  public JsonObject await(String id, String status, Duration limit) {
    JsonObject job =
        org.awaitility.Awaitility.await("job " + id + " " + status)
            .atMost(limit)
            .pollInterval(Duration.ofMillis(50))
            .until(
                () -> caller.get("/pipeline/jobs/" + id).object(),
                found -> ENDS.contains(found.getString("status")) || is(found, status));
    if (!is(job, status)) {
      throw new AssertionError("Awaited " + status + ": " + job);
    }
    return job;
  }

  private static boolean is(JsonObject job, String status) {
    return status.equals(job.getString("status"));
  }

  /** What a completed job brought. */
  public static JsonObject data(JsonObject job) {
    return job.getJsonObject("result").getJsonObject("data");
  }
}
