package org.waybill.mcp;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.util.function.Consumer;
import org.waybill.json.Json;

/** How a server is reached. */
interface McpTransport {

  String REVISION = "2025-11-25";

  /** The id of the request that opens a session. */
  String OPENS = "w0";

  /** Shakes hands; nothing of an older session is sent. */
  McpSession open() throws IOException, InterruptedException;

  /**
   * The result of a method.
   *
   * @param id of the request, unlike all others of the session
   * @param notified gets what the server sends meanwhile: notifications, and requests of its own,
   *     which have an {@code id} and want an {@link #answer}
   * @throws SessionLost if the server has forgotten the session: it was not run
   * @throws java.net.ConnectException if it cannot be reached: it was not run
   * @throws RpcFailure if the server refuses it
   */
  JsonObject call(
      McpSession session,
      String id,
      String method,
      JsonObject params,
      Consumer<JsonObject> notified)
      throws IOException, InterruptedException;

  void notify(McpSession session, String method, JsonObject params)
      throws IOException, InterruptedException;

  /** Sends the answer to a request of the server. */
  void answer(McpSession session, JsonObject answer) throws IOException, InterruptedException;

  /**
   * What Waybill says of itself when it opens a session: servers may ask people by forms, and offer
   * tools that do.
   */
  static JsonObject introduction() {
    JsonObject forms = Json.object().add("form", Json.object()).build();
    return Json.object()
        .add("protocolVersion", REVISION)
        .add("capabilities", Json.object().add("elicitation", forms))
        .add("clientInfo", Json.object().add("name", "waybill").add("version", "0.1.0"))
        .build();
  }

  static String request(String id, String method, JsonObject params) {
    JsonObjectBuilder request =
        Json.object().add("jsonrpc", "2.0").add("id", id).add("method", method);
    return request.add("params", params).build().toString();
  }

  static String notification(String method, JsonObject params) {
    return Json.object()
        .add("jsonrpc", "2.0")
        .add("method", method)
        .add("params", params)
        .build()
        .toString();
  }

  /**
   * The result that a response has.
   *
   * @throws RpcFailure with the server's error
   */
  static JsonObject result(JsonObject message) throws IOException {
    if (message.get("result") instanceof JsonObject result) {
      return result;
    }
    String text =
        message.get("error") instanceof JsonObject error
            ? error.getString("message", "no message")
            : "the answer has no result";
    throw new RpcFailure(text);
  }
}
