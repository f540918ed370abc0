package org.waybill.running;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;

/** The notification centre of one user. */
public record Notices(Api user) {

  /** Newest first. */
  public List<JsonObject> all() {
    return user.get("/api/notifications")
        .object()
        .getJsonArray("items")
        .getValuesAs(JsonObject.class);
  }

  /** The one of this task, as soon as it is there. */
  public JsonObject await(String taskId, Duration limit) {
    return org.awaitility.Awaitility.await("notification of " + taskId)
        .atMost(limit)
        .until(() -> of(taskId), found -> found != null);
  }

  private JsonObject of(String taskId) {
    return all().stream()
        .filter(each -> each.getString("taskId", "").equals(taskId))
        .findFirst()
        .orElse(null);
  }

  public Api.Answer settings(String body) {
    return user.put("/api/notifications/settings", body);
  }
}
