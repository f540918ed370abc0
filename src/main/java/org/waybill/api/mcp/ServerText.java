package org.waybill.api.mcp;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import org.waybill.json.Json;

/** What this server is and can do, as each revision says it. */
final class ServerText {

  private static final String INSTRUCTIONS =
      "Waybill runs long work as durable tasks. Submit with submit_task, come back any time with"
          + " task_status or wait_for_task. Tools that change something wait for a person's"
          + " approval, which is given elsewhere.";
  private static final long CACHE_MILLIS = 60_000;

  private ServerText() {}

  private static JsonObjectBuilder info() {
    return Json.object().add("name", "waybill").add("title", "Waybill").add("version", "0.1.0");
  }

  /** The answer to {@code initialize}. */
  static JsonObject handshake(Revision revision) {
    JsonObjectBuilder capabilities = Json.object().add("tools", Json.object());
    if (revision == Revision.V2025_11_25) {
      JsonObjectBuilder calls =
          Json.object().add("tools", Json.object().add("call", Json.object()));
      capabilities.add(
          "tasks",
          Json.object()
              .add("list", Json.object())
              .add("cancel", Json.object())
              .add("requests", calls));
    }
    return Json.object()
        .add("protocolVersion", revision.label())
        .add("capabilities", capabilities)
        .add("serverInfo", info())
        .add("instructions", INSTRUCTIONS)
        .build();
  }

  /** The answer to {@code server/discover}. */
  static JsonObject discovery() {
    JsonObjectBuilder extensions = Json.object().add(McpHeaders.meta("tasks"), Json.object());
    return cached(
            Json.object()
                .add("supportedVersions", Revision.supported())
                .add(
                    "capabilities",
                    Json.object().add("tools", Json.object()).add("extensions", extensions))
                .add("instructions", INSTRUCTIONS))
        .build();
  }

  /** Adds for how long a client may keep this. */
  static JsonObjectBuilder cached(JsonObjectBuilder result) {
    return result.add("ttlMs", CACHE_MILLIS).add("cacheScope", "private");
  }

  /** The result as the revision wants it: the newest says what kind it is, and from whom. */
  static JsonObject complete(JsonObject result, Revision revision) {
    if (!revision.isStateless()) {
      return result;
    }
    JsonObjectBuilder json = Json.builder(result);
    if (!result.containsKey("resultType")) {
      json.add("resultType", "complete");
    }
    JsonObjectBuilder meta =
        result.get("_meta") instanceof JsonObject given ? Json.builder(given) : Json.object();
    return json.add("_meta", meta.add(McpHeaders.meta("serverInfo"), info())).build();
  }
}
