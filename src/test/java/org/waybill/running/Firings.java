package org.waybill.running;

import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The times that a schedule has handed over a task for. */
public record Firings(Api caller, String scheduleId) {

  /** Oldest first. */
  public List<Instant> times() {
    return caller
        .get("/api/tasks?limit=500&scheduleId=" + scheduleId)
        .object()
        .getJsonArray("items")
        .stream()
        .map(JsonValue::asJsonObject)
        .map(task -> task.getJsonObject("metadata"))
        .map(metadata -> Instant.parse(metadata.getString("scheduledFor")))
        .sorted()
        .toList();
  }

  /** As soon as they are so many. */
  public List<Instant> await(int count, Duration limit) {
    return org.awaitility.Awaitility.await(count + " tasks of " + scheduleId)
        .atMost(limit)
        .until(this::times, times -> times.size() >= count);
  }
}
