package org.waybill.api.a2a;

import java.util.Locale;
import org.waybill.json.JsonObjectWriter;
import org.waybill.task.TaskStatus;

/**
 * The JSON format of a version of the protocol on a binding. Version 1.0 has one format; 0.3 has
 * one for JSON-RPC, and another one for HTTP, with the names of its Protocol Buffers.
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
  String number() {
    return version;
  }

  boolean isLegacy() {
    return this != V1_0;
  }

  /** Begins an object that states its kind, if the version requires that. */
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
      // This name is different in the two versions.
      case CANCELLED -> this == V1_0 ? "TASK_STATE_CANCELED" : "TASK_STATE_CANCELLED";
    };
  }

  /** The state of what failed since the agent cannot do such things. */
  String rejected() {
    return this == V0_3 ? "rejected" : "TASK_STATE_REJECTED";
  }

  String role(MessageRoleName messageRoleName) {
    String name = messageRoleName.name();
    return this == V0_3 ? name.toLowerCase(Locale.ROOT) : "ROLE_" + name;
  }

  /** The name of the parts in a message. */
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

  /** One of several alternatives, under the name of the alternative. */
  CharSequence oneOf(String name, CharSequence object) {
    return this == V0_3
        ? object
        : new JsonObjectWriter(new StringBuilder(object.length() + 30)).json(name, object).end();
  }
}
