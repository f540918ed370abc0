package org.waybill.api.agui;

import jakarta.json.JsonArray;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.waybill.api.ChatTaskFactory;
import org.waybill.api.Problem;
import org.waybill.api.RequestBody;
import org.waybill.json.Json;

/**
 * The messages that a client sends along. Only the last one of the user counts, if it is new; the
 * others, whatever role they have, instruct nobody.
 *
 * @param last text of the user's message that none of an assistant or a tool follows, or null
 * @param ofUser the ids and texts of all messages of the user
 * @param results of tools: those that follow the user's last message, or precede it if nothing
 *     follows
 */
record InputMessages(String last, JsonArray ofUser, List<ToolMessage> results) {

  private static final String ALLOWED =
      "user, assistant, system, developer, tool, activity, reasoning";
  private static final Set<String> ROLES = Set.of(ALLOWED.split(", "));

  /** Messages of these roles answer what the user has said. */
  private static final Set<String> ANSWERS = Set.of("assistant", "tool");

  private static final int MOST = 2_000;
  private static final int MOST_PARTS = 100;
  private static final int LONGEST_ID = 200;
  private static final int LONGEST_ROLE = 20;

  static InputMessages read(RequestBody body) {
    JsonArray messages = body.array("messages", MOST);
    var ofUser = Json.array();
    String last = null;
    List<ToolMessage> earlier = List.of();
    List<ToolMessage> results = new ArrayList<>();
    for (int i = 0; messages != null && i < messages.size(); i++) {
      String place = "messages[" + i + "]";
      RequestBody message = RequestBody.of(messages.get(i), place);
      try {
        String role = role(message);
        if (role.equals("user")) {
          last = text(message);
          String id = message.line("id", LONGEST_ID);
          ofUser.add(Json.object().add("id", id == null ? "" : id).add("text", last));
          earlier = results.isEmpty() ? earlier : results;
          results = new ArrayList<>();
        } else if (ANSWERS.contains(role)) {
          last = null;
        }
        String call = role.equals("tool") ? message.line("toolCallId", LONGEST_ID) : null;
        if (call != null) {
          results.add(new ToolMessage(place, call, message));
        }
      } catch (Problem e) {
        throw e.in(place + ".");
      }
    }
    return new InputMessages(
        last, ofUser.build(), last != null && results.isEmpty() ? earlier : results);
  }

  private static String role(RequestBody message) {
    String role = message.requiredText("role", LONGEST_ROLE);
    if (!ROLES.contains(role)) {
      throw RequestBody.wrong("role", "is '" + role + "'", ALLOWED);
    }
    return role;
  }

  private static String text(RequestBody message) {
    JsonValue content = message.value("content");
    if (content == null || content instanceof JsonString) {
      return message.requiredText("content", ChatTaskFactory.LONGEST_MESSAGE);
    }
    JsonArray parts = message.array("content", MOST_PARTS);
    List<String> texts = new ArrayList<>();
    for (int i = 0; parts != null && i < parts.size(); i++) {
      texts.add(part(parts.get(i), "content[" + i + "]"));
    }
    String text = String.join("\n", texts);
    if (text.isBlank() || text.length() > ChatTaskFactory.LONGEST_MESSAGE) {
      throw RequestBody.wrong(
          "content",
          "has " + text.length() + " characters of text",
          "1 to " + ChatTaskFactory.LONGEST_MESSAGE);
    }
    return text;
  }

  private static String part(JsonValue value, String place) {
    RequestBody part = RequestBody.of(value, place);
    try {
      String type = part.requiredText("type", LONGEST_ROLE);
      if (!type.equals("text")) {
        throw RequestBody.wrong("type", "is '" + type + "'", "text");
      }
      return part.requiredText("text", ChatTaskFactory.LONGEST_MESSAGE);
    } catch (Problem e) {
      throw e.in(place + ".");
    }
  }
}
