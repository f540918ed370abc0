package org.waybill.api.a2a;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.stream.Collectors;
import org.waybill.api.ChatTaskFactory;
import org.waybill.api.Problem;
import org.waybill.api.RequestBody;
import org.waybill.json.Json;

/**
 * A message that a client sends.
 *
 * @param contextId null for a new one
 * @param taskId the task whose question it answers, or null
 * @param kept what is stored with the task in addition to the text
 */
record IncomingMessage(
    String messageId, String contextId, String taskId, List<Part> parts, JsonObject kept) {

  private static final String PLACE = "message.";
  private static final int LONGEST_ID = 150;

  /** As it is stored in a task's metadata. */
  static final String KEPT = "a2a:message";

  /** The text of all parts. */
  String text() {
    return parts.stream().map(Part::text).collect(Collectors.joining("\n"));
  }

  static IncomingMessage read(RequestBody params, ProtocolVersion protocolVersion) {
    JsonValue message = params.value("message");
    if (message == null) {
      throw A2aProblem.wrong("message", "is missing", "a message with role user");
    }
    RequestBody body = RequestBody.of(message, "message");
    try {
      return read(body, protocolVersion, parts(body));
    } catch (A2aProblem e) {
      throw e;
    } catch (Problem e) {
      throw e.in(PLACE);
    }
  }

  private static IncomingMessage read(
      RequestBody body, ProtocolVersion protocolVersion, List<Part> parts) {
    String id = body.requiredLine("messageId", LONGEST_ID);
    requireUser(body.requiredText("role", LONGEST_ID), protocolVersion);
    IncomingMessage incomingMessage =
        new IncomingMessage(
            id,
            body.idOrBlank("contextId", ChatTaskFactory.LONGEST_CHAT_ID),
            body.idOrBlank("taskId", LONGEST_ID),
            parts,
            kept(id, body, parts));
    String text = incomingMessage.text();
    if (text.isBlank() || text.length() > ChatTaskFactory.LONGEST_MESSAGE) {
      throw A2aProblem.wrong(
          PLACE + "parts",
          "have " + text.length() + " characters of text",
          "1 to " + ChatTaskFactory.LONGEST_MESSAGE);
    }
    return incomingMessage;
  }

  private static List<Part> parts(RequestBody body) {
    // Over HTTP, 0.3 has "content" in its Protocol Buffers and "parts" in its description.
    String name = body.json().containsKey("content") ? "content" : "parts";
    if (!(body.value(name) instanceof JsonArray array)) {
      throw A2aProblem.wrong(PLACE + name, "is not an array", "an array of parts");
    }
    return Parts.read(array, PLACE + name);
  }

  private static void requireUser(String role, ProtocolVersion protocolVersion) {
    boolean fits =
        role.equals(protocolVersion.role(MessageRoleName.USER))
            || (protocolVersion == ProtocolVersion.V0_3_HTTP
                && role.equals(ProtocolVersion.V0_3.role(MessageRoleName.USER)));
    if (!fits) {
      throw A2aProblem.wrong(
          PLACE + "role",
          "is '" + role + "'",
          "'" + protocolVersion.role(MessageRoleName.USER) + "'");
    }
  }

  private static JsonObject kept(String id, RequestBody body, List<Part> parts) {
    JsonObjectBuilder kept = Json.object().add("messageId", id);
    if (parts.size() > 1 || !parts.get(0).isPlain()) {
      kept.add("parts", array(parts));
    }
    for (String name : List.of("metadata", "extensions", "referenceTaskIds")) {
      if (body.value(name) != null) {
        kept.add(name, checked(body, name));
      }
    }
    return kept.build();
  }

  private static JsonValue checked(RequestBody body, String name) {
    if (name.equals("metadata")) {
      body.object(name);
    } else {
      body.texts(name, 100, 1_000);
    }
    return body.value(name);
  }

  private static JsonArray array(List<Part> parts) {
    var array = Json.array();
    parts.forEach(part -> array.add(part.kept()));
    return array.build();
  }

  /** The client's id of the first message, if the task was submitted through this interface. */
  static String idOf(JsonObject kept) {
    return kept.get("messageId") instanceof JsonString id ? id.getString() : null;
  }
}
