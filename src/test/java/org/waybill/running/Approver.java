package org.waybill.running;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import org.waybill.json.Json;

/** A person who agrees to what agents ask for. */
public record Approver(Api api) {

  /** The approval that a task asks for, as soon as it does. */
  public JsonObject asked(String task, Duration limit) {
    api.awaitStatus(task, "input_required", limit);
    return api.get("/api/approvals").object().getJsonArray("items").stream()
        .map(JsonValue::asJsonObject)
        .filter(each -> each.getString("taskId").equals(task))
        .findFirst()
        .orElseThrow();
  }

  /** The status of the answer. */
  public int approve(JsonObject approval) {
    JsonObject decision =
        Json.object()
            .add("decision", "approve")
            .add("digest", approval.getString("digest"))
            .build();
    return api.post("/api/approvals/" + approval.getString("id"), decision).status();
  }
}
