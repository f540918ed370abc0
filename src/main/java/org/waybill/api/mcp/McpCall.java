package org.waybill.api.mcp;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import org.waybill.api.RequestBody;
import org.waybill.security.Caller;

/** A request of a client, with who sent it. */
record McpCall(McpMessage message, Revision revision, Caller caller) {

  private static final int LONGEST_TOKEN = 300;
  private static final String TASKS = McpHeaders.meta("tasks");

  RequestBody params() {
    return RequestBody.of(message.params(), "params");
  }

  /** The token for progress as JSON text; null if the client wants none, or it is no token. */
  String progressToken() {
    JsonValue token = message.meta().get("progressToken");
    boolean valid = token instanceof JsonString || token instanceof JsonNumber;
    return valid && token.toString().length() <= LONGEST_TOKEN ? token.toString() : null;
  }

  /** Whether a task may be the answer of a call, though the client has not asked for one. */
  boolean takesTasks() {
    return capability("extensions").containsKey(TASKS);
  }

  /**
   * @throws McpProblem if the revision has tasks as an extension that the client has not declared
   */
  void requireTasks() {
    if (revision.isStateless() && !takesTasks()) {
      throw McpProblem.missingExtension(TASKS);
    }
  }

  /** Whether a question may be the answer of a call. */
  boolean takesQuestions() {
    JsonObject elicitation = capability("elicitation");
    boolean urlOnly = elicitation.containsKey("url") && !elicitation.containsKey("form");
    return capabilities().containsKey("elicitation") && !urlOnly;
  }

  /** Whether a client of the older revision wants a task as the answer. */
  boolean wantsTask() {
    return revision == Revision.V2025_11_25 && message.params().containsKey("task");
  }

  private JsonObject capability(String name) {
    return capabilities().get(name) instanceof JsonObject object
        ? object
        : JsonValue.EMPTY_JSON_OBJECT;
  }

  private JsonObject capabilities() {
    return revision.isStateless()
            && message.meta().get(McpHeaders.meta("clientCapabilities")) instanceof JsonObject all
        ? all
        : JsonValue.EMPTY_JSON_OBJECT;
  }
}
