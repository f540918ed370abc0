package org.waybill.api.responses;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;
import org.waybill.api.ChatTaskFactory;
import org.waybill.api.ClientToolParser;
import org.waybill.api.RequestBody;
import org.waybill.json.Json;
import org.waybill.tool.ClientTool;

/**
 * A request for a response.
 *
 * @param model name of an agent
 * @param previous id of the response that it continues, or null
 * @param tools that the client runs
 * @param instructions what the client wants the model to obey; kept as data
 * @param json the whole request
 */
record CreateRequest(
    String model,
    InputItems input,
    String previous,
    boolean background,
    boolean stream,
    List<ClientTool> tools,
    String instructions,
    JsonObject metadata,
    JsonObject json) {

  private static final int LONGEST_NAME = 64;
  private static final int LONGEST_ID = 100;
  private static final int MOST_METADATA = 16;
  private static final int LONGEST_METADATA = 512;

  /** What would change the answer, and is not done. */
  private static final Map<String, String> UNSUPPORTED =
      Map.of(
          "conversation", "previous_response_id",
          "prompt", "model, the name of an agent");

  static CreateRequest read(RequestBody body) {
    UNSUPPORTED.forEach((param, allowed) -> requireAbsent(body, param, allowed));
    requireText(body);
    requireUsualToolChoice(body);
    return new CreateRequest(
        body.requiredLine("model", LONGEST_NAME),
        InputItems.read(body),
        body.text("previous_response_id", LONGEST_ID),
        body.flag("background", false),
        body.flag("stream", false),
        ClientToolParser.read(body, CreateRequest::requireFunction),
        body.text("instructions", ChatTaskFactory.LONGEST_MESSAGE),
        metadata(body),
        body.json());
  }

  private static void requireAbsent(RequestBody body, String param, String allowed) {
    JsonValue value = body.value(param);
    boolean isEmpty = value instanceof JsonArray array && array.isEmpty();
    if (value != null && !isEmpty) {
      throw ResponseProblem.unsupported(param, allowed);
    }
  }

  private static void requireFunction(RequestBody tool) {
    if (!tool.requiredText("type", LONGEST_NAME).equals("function")) {
      throw ResponseProblem.unsupported("tools", "type function; an agent has its own tools");
    }
  }

  private static void requireText(RequestBody body) {
    RequestBody format = body.nested("text").nested("format");
    String type = format.text("type", LONGEST_NAME);
    if (type != null && !type.equals("text")) {
      throw ResponseProblem.unsupported("text.format", "text");
    }
  }

  private static void requireUsualToolChoice(RequestBody body) {
    JsonValue choice = body.value("tool_choice");
    if (choice != null && !(choice instanceof JsonString text && text.getString().equals("auto"))) {
      throw ResponseProblem.unsupported("tool_choice", "auto");
    }
  }

  private static JsonObject metadata(RequestBody body) {
    JsonObject metadata = body.nested("metadata").json();
    boolean fits =
        metadata.size() <= MOST_METADATA
            && metadata.values().stream()
                .allMatch(
                    each ->
                        each instanceof JsonString text
                            && text.getString().length() <= LONGEST_METADATA);
    if (!fits) {
      throw RequestBody.wrong(
          "metadata", "is invalid", "at most 16 texts of at most 512 characters");
    }
    return metadata;
  }

  /** The user's turn. */
  String turn() {
    String text = input.text();
    if (text.isBlank()) {
      throw RequestBody.wrong(
          "input", "does not end with a message of the user", "a message of role user at its end");
    }
    if (text.length() > ChatTaskFactory.LONGEST_MESSAGE) {
      throw RequestBody.wrong(
          "input",
          "has " + text.length() + " characters",
          "at most " + ChatTaskFactory.LONGEST_MESSAGE);
    }
    return text;
  }

  /** What the task keeps of it. */
  JsonObject kept() {
    var kept =
        Json.object()
            .add("background", background)
            .add("metadata", metadata)
            .add("items", input.items());
    if (previous != null) {
      kept.add("previous", previous);
    }
    if (instructions != null) {
      kept.add("instructions", instructions);
    }
    return kept.build();
  }
}
