package org.waybill.api.responses;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.waybill.api.RequestBody;
import org.waybill.json.Json;

/**
 * The input of a request: a text, or a list of items.
 *
 * @param items as they were sent, normalised; those that are no new messages of the user are data
 * @param text the user's new messages: those after the last item of anybody else
 * @param outputs of tools that the client has run
 * @param approvals ids of the approvals that the client wants to decide
 */
record InputItems(JsonArray items, String text, List<CallOutput> outputs, List<String> approvals) {

  private static final String PARAM = "input";
  private static final String TYPE = "type";
  private static final String TEXT = "text";
  private static final String CONTENT = "content";
  private static final String USER = "user";
  private static final String MESSAGE = "message";
  private static final String APPROVAL = "mcp_approval_response";
  private static final int MOST = 1_000;
  private static final int LONGEST = 1_000_000;
  private static final Set<String> ROLES = Set.of(USER, "assistant", "system", "developer");
  private static final Set<String> TEXTS = Set.of("input_text", "output_text", TEXT, "refusal");

  static InputItems read(RequestBody body) {
    JsonValue input = body.value(PARAM);
    if (input == null) {
      throw RequestBody.wrong(PARAM, "is missing", "text, or an array of items");
    }
    if (input instanceof JsonString text) {
      return of(List.of(message(USER, text.getString(), "input_text")), List.of());
    }
    JsonArray array = body.array(PARAM, MOST);
    List<JsonObject> items = new ArrayList<>();
    List<CallOutput> outputs = new ArrayList<>();
    for (int i = 0; array != null && i < array.size(); i++) {
      String place = PARAM + "[" + i + "]";
      RequestBody item = RequestBody.of(array.get(i), place);
      if (CallOutput.TYPE.equals(item.text(TYPE, LONGEST))) {
        outputs.add(CallOutput.read(item, place));
        items.add(outputs.get(outputs.size() - 1).toJson());
      } else {
        items.add(item(item, place));
      }
    }
    return of(items, outputs);
  }

  private static InputItems of(List<JsonObject> items, List<CallOutput> outputs) {
    JsonArrayBuilder all = Json.array();
    items.forEach(all::add);
    int first = items.size();
    while (first > 0 && isOfUser(items.get(first - 1))) {
      first--;
    }
    String text =
        items.subList(first, items.size()).stream()
            .map(InputItems::textOf)
            .collect(Collectors.joining("\n\n"));
    List<String> approvals =
        items.stream()
            .filter(each -> each.getString(TYPE).equals(APPROVAL))
            .map(each -> each.getString("approval_request_id"))
            .toList();
    return new InputItems(all.build(), text, outputs, approvals);
  }

  private static boolean isOfUser(JsonObject item) {
    return item.getString(TYPE).equals(MESSAGE) && item.getString("role").equals(USER);
  }

  private static JsonObject item(RequestBody item, String place) {
    String type = item.text(TYPE, LONGEST);
    if (type == null || type.equals(MESSAGE)) {
      return message(item, place);
    }
    if (type.equals(APPROVAL)) {
      String id = item.text("approval_request_id", LONGEST);
      if (id == null || item.value("approve") == null) {
        throw RequestBody.wrong(
            place, "has no approval_request_id and approve", "both, as the request names them");
      }
      return Json.object()
          .add(TYPE, APPROVAL)
          .add("approval_request_id", id)
          .add("approve", item.flag("approve", false))
          .build();
    }
    // Such as a call of a tool that a client sends back: kept, and no turn of the user.
    return Json.builder(item.json()).add(TYPE, type).build();
  }

  private static JsonObject message(RequestBody item, String place) {
    String role = item.text("role", LONGEST);
    if (role == null || !ROLES.contains(role)) {
      throw RequestBody.wrong(
          place + ".role",
          role == null ? "is missing" : "is '" + role + "'",
          "user, assistant, system, developer");
    }
    JsonValue content = item.value(CONTENT);
    String type = role.equals("assistant") ? "output_text" : "input_text";
    if (content instanceof JsonString text) {
      return message(role, text.getString(), type);
    }
    if (!(content instanceof JsonArray parts)) {
      throw RequestBody.wrong(place + "." + CONTENT, "is invalid", "text, or an array of parts");
    }
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      texts.add(part(parts.get(i), place + "." + CONTENT + "[" + i + "]"));
    }
    return message(role, String.join("\n", texts), type);
  }

  private static String part(JsonValue value, String place) {
    RequestBody part = RequestBody.of(value, place);
    String type = part.text(TYPE, LONGEST);
    if (type == null || !TEXTS.contains(type)) {
      throw ResponseProblem.unsupported(
          place + ".type", "input_text; upload files to /api/documents");
    }
    String text = part.text(type.equals("refusal") ? type : TEXT, LONGEST);
    if (text == null) {
      throw RequestBody.wrong(place + "." + TEXT, "is missing", "text");
    }
    return text;
  }

  private static JsonObject message(String role, String text, String type) {
    JsonObject part = Json.object().add(TYPE, type).add(TEXT, text).build();
    return Json.object()
        .add(TYPE, MESSAGE)
        .add("role", role)
        .add("status", "completed")
        .add(CONTENT, Json.array().add(part))
        .build();
  }

  private static String textOf(JsonObject message) {
    return message.getJsonArray(CONTENT).getJsonObject(0).getString(TEXT);
  }
}
