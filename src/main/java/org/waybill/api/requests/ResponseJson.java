package org.waybill.api.requests;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import org.waybill.json.Json;
import org.waybill.json.JsonObjectWriter;
import org.waybill.reply.ReplyFormat;
import org.waybill.task.TaskStatus;
import org.waybill.type.KnownTypes;

/**
 * A response: {@code status}, {@code message}, and what planner and worker have left, if it came so
 * far. The same over HTTP and over JMS.
 */
@ApplicationScoped
class ResponseJson implements ReplyFormat {

  private static final String COMPLETED = TaskStatus.COMPLETED.label();
  private static final String FAILED = TaskStatus.FAILED.label();

  @Override
  public String type() {
    return KnownTypes.REQUEST.name();
  }

  @Override
  public String text(String status, String output, String error) {
    if (!status.equals(COMPLETED)) {
      return failed(error == null ? status : error);
    }
    JsonObject response = Json.read(output).asJsonObject();
    return new JsonObjectWriter(new StringBuilder())
        .text("status", COMPLETED)
        .text("message", response.getString("message", ""))
        .json("plan", text(response.get("plan")))
        .json("thinking_log", text(response.get("thinking_log")))
        .end()
        .toString();
  }

  /** The response if there is only a reason. */
  static String failed(String reason) {
    return new JsonObjectWriter(new StringBuilder())
        .text("status", FAILED)
        .text("message", reason)
        .end()
        .toString();
  }

  private static String text(JsonValue value) {
    return value == null ? null : value.toString();
  }
}
