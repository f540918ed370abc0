package org.waybill.api.agui;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import org.waybill.api.RequestBody;
import org.waybill.json.Json;

/**
 * A client's answer to an interrupt.
 *
 * @param position in the array {@code resume}
 * @param isCancelled whether the user gave no answer and wants the task to stop
 * @param payload the answer, or null
 */
record ResumeEntry(int position, String interruptId, boolean isCancelled, JsonValue payload) {

  private static final int LONGEST_ID = 200;
  private static final int LONGEST_STATUS = 20;

  static ResumeEntry read(JsonValue value, int position) {
    String field = "resume[" + position + "]";
    RequestBody entry = RequestBody.of(value, field);
    try {
      String status = entry.requiredText("status", LONGEST_STATUS);
      if (!status.equals("resolved") && !status.equals("cancelled")) {
        throw RequestBody.wrong("status", "is '" + status + "'", "resolved, cancelled");
      }
      return new ResumeEntry(
          position,
          entry.requiredLine("interruptId", LONGEST_ID),
          status.equals("cancelled"),
          entry.value("payload"));
    } catch (org.waybill.api.Problem e) {
      throw e.in(field + ".");
    }
  }

  /** What a member of it is called in errors. */
  String field(String member) {
    return "resume[" + position + "]." + member;
  }

  JsonObject toJson() {
    JsonObjectBuilder json =
        Json.object().add("interruptId", interruptId).add("cancelled", isCancelled);
    if (payload != null) {
      json.add("payload", payload);
    }
    return json.build();
  }
}
