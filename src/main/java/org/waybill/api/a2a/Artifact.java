package org.waybill.api.a2a;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import org.waybill.json.Json;
import org.waybill.json.JsonObjectWriter;
import org.waybill.task.ListedPayload;
import org.waybill.task.PayloadKind;
import org.waybill.task.Task;

/**
 * The artifact of a task, of which each has at most one.
 *
 * @param parts JSON texts; empty if there is no output yet
 * @param metadata JSON text, or null
 */
record Artifact(List<CharSequence> parts, String metadata) {

  private static final String ID = "answer";

  static Artifact of(Task task, ProtocolVersion protocolVersion) {
    return of(task.output(), task.partial(), protocolVersion);
  }

  /** From the values that a list contains; null if they are too large for a list. */
  static Artifact of(ListedPayload payload, ProtocolVersion protocolVersion) {
    return payload.omitted().isEmpty()
        ? of(payload.value(PayloadKind.OUTPUT), payload.value(PayloadKind.PARTIAL), protocolVersion)
        : null;
  }

  private static Artifact of(String output, String partial, ProtocolVersion protocolVersion) {
    if (output != null) {
      return of(Json.read(output), protocolVersion);
    }
    return partial == null || partial.isEmpty()
        ? new Artifact(List.of(), null)
        : new Artifact(List.of(protocolVersion.textPart(partial)), null);
  }

  /** The text of a task's answer; null if its output is no text. */
  static String text(Task task) {
    return task.output() == null ? null : text(Json.read(task.output()));
  }

  private static String text(JsonValue output) {
    JsonValue answer = output instanceof JsonObject object ? object.get(ID) : output;
    return answer instanceof JsonString text ? text.getString() : null;
  }

  private static Artifact of(JsonValue output, ProtocolVersion protocolVersion) {
    String text = text(output);
    if (text != null) {
      return new Artifact(List.of(protocolVersion.textPart(text)), rest(output));
    }
    return new Artifact(List.of(Part.data(output, null).in(protocolVersion)), null);
  }

  /** The metadata of the answer: which agent wrote it, and its sources. */
  static String rest(JsonValue output) {
    if (!(output instanceof JsonObject object)) {
      return null;
    }
    var rest = Json.object();
    object.forEach(
        (name, value) -> {
          if (!name.equals(ID)) {
            rest.add(name, value);
          }
        });
    return rest.build().toString();
  }

  boolean isEmpty() {
    return parts.isEmpty();
  }

  /** The artifact as JSON text. */
  CharSequence artifact() {
    return new JsonObjectWriter(new StringBuilder())
        .text("artifactId", ID)
        .text("name", ID)
        .json("parts", JsonArrays.of(parts))
        .json("metadata", metadata)
        .end();
  }
}
