package org.waybill.api.a2a;

import java.util.Locale;
import org.waybill.json.JsonObjectWriter;
import org.waybill.task.TaskStatus;

/**
 * How a version of the protocol, on a binding, spells the same facts. Version 1.0 has one spelling;
 * 0.3 has its own JSON on JSON-RPC, and another one, with the names of its Protocol Buffers, on
 * HTTP.
 */
enum ProtocolVersion {
  V1_0("1.0"),
  V0_3("0.3"),
  V0_3_HTTP("0.3");

  private final String version;

  ProtocolVersion(String version) {
    this.version = version;
  }

  /** Major and minor, as in the header {@code A2A-Version}. */
  String version() {
    return version;
  }

  boolean isLegacy() {
    return this != V1_0;
  }

  /** Begins an object that says of which kind it is, where the version wants that. */
  JsonObjectWriter object(StringBuilder out, String kind) {
    JsonObjectWriter object = new JsonObjectWriter(out);
    return this == V0_3 ? object.text("kind", kind) : object;
  }

  String state(TaskStatus status) {
    if (this == V0_3) {
      return switch (status) {
        case QUEUED -> "submitted";
        case PROCESSING -> "working";
        case INPUT_REQUIRED -> "input-required";
        case COMPLETED -> "completed";
        case FAILED -> "failed";
        case CANCELLED -> "canceled";
      };
    }
    return switch (status) {
      case QUEUED -> "TASK_STATE_SUBMITTED";
      case PROCESSING -> "TASK_STATE_WORKING";
      case INPUT_REQUIRED, COMPLETED, FAILED -> "TASK_STATE_" + status.name();
      // The two versions spell this one differently.
      case CANCELLED -> this == V1_0 ? "TASK_STATE_CANCELED" : "TASK_STATE_CANCELLED";
    };
  }

  String role(MessageRoleName messageRoleName) {
    String name = messageRoleName.name();
    return this == V0_3 ? name.toLowerCase(Locale.ROOT) : "ROLE_" + name;
  }

  /** The member of a message that holds its parts. */
  String parts() {
    return this == V0_3_HTTP ? "content" : "parts";
  }

  /** A part of plain text, as JSON text. */
  StringBuilder textPart(String text) {
    return object(new StringBuilder(text.length() + 40), "text").text("text", text).end();
  }

  /**
   * A part of data, as JSON text.
   *
   * @param object JSON object text
   */
  StringBuilder dataPart(String object) {
    JsonObjectWriter part = object(new StringBuilder(object.length() + 60), "data");
    return switch (this) {
      case V1_0 -> part.json("data", object).text("mediaType", "application/json").end();
      case V0_3 -> part.json("data", object).end();
      case V0_3_HTTP -> part.json("data", "{\"data\":" + object + "}").end();
    };
  }

  /** What is one of several things, under the name that says which. */
  CharSequence oneOf(String name, CharSequence object) {
    return this == V0_3
        ? object
        : new JsonObjectWriter(new StringBuilder(object.length() + 30)).json(name, object).end();
  }
}
