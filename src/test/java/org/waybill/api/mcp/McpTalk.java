package org.waybill.api.mcp;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import org.waybill.json.Json;
import org.waybill.running.Api;

/** Speaks the protocol by plain HTTP. */
record McpTalk(Api api) {

  static final String OLDER = "2025-11-25";
  static final String NEWEST = "2026-07-28";

  private static final String META = "io.modelcontextprotocol/";

  /** The answer to this body with these headers, exactly. */
  Api.Answer raw(String body, String... headers) {
    HttpRequest.Builder request =
        api.request("/mcp")
            .header("Content-Type", "application/json")
            .header("Accept", "application/json, text/event-stream");
    return api.send(
        (headers.length == 0 ? request : request.headers(headers))
            .POST(BodyPublishers.ofString(body))
            .build());
  }

  /** A request of revision 2025-11-25. */
  Api.Answer older(String method, String params) {
    return raw(
        "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"%s\",\"params\":%s}".formatted(method, params),
        "MCP-Protocol-Version",
        OLDER);
  }

  /** The result of a request of revision 2025-11-25, streamed or not. */
  JsonObject olderResult(String method, String params) {
    return result(older(method, params));
  }

  /** A request of revision 2026-07-28 of a client that can do this. */
  Api.Answer newest(String method, String name, String params, String capabilities) {
    JsonObjectBuilder meta =
        Json.object()
            .add(META + "protocolVersion", NEWEST)
            .add(META + "clientCapabilities", Json.read(capabilities));
    JsonObject given = Json.read(params).asJsonObject();
    if (given.containsKey("_meta")) {
      given.getJsonObject("_meta").forEach(meta::add);
    }
    JsonObject body =
        Json.object()
            .add("jsonrpc", "2.0")
            .add("id", "n-1")
            .add("method", method)
            .add("params", Json.builder(given).add("_meta", meta))
            .build();
    return name == null
        ? raw(body.toString(), "MCP-Protocol-Version", NEWEST, "Mcp-Method", method)
        : raw(
            body.toString(),
            "MCP-Protocol-Version",
            NEWEST,
            "Mcp-Method",
            method,
            "Mcp-Name",
            name);
  }

  JsonObject newestResult(String method, String name, String params, String capabilities) {
    return result(newest(method, name, params, capabilities));
  }

  static JsonObject result(Api.Answer answer) {
    JsonObject response = response(answer);
    if (!response.containsKey("result")) {
      throw new AssertionError("no result: " + answer);
    }
    return response.getJsonObject("result");
  }

  /** The JSON-RPC response: the body, or the last event of a stream. */
  static JsonObject response(Api.Answer answer) {
    if (answer.body() instanceof JsonString stream) {
      List<JsonObject> all = messages(stream.getString());
      return all.get(all.size() - 1);
    }
    return answer.object();
  }

  static int error(Api.Answer answer) {
    return response(answer).getJsonObject("error").getInt("code");
  }

  /** The messages of an event stream. */
  static List<JsonObject> messages(String stream) {
    return stream
        .lines()
        .filter(line -> line.startsWith("data: "))
        .map(line -> Json.read(line.substring("data: ".length())).asJsonObject())
        .toList();
  }

  static JsonObject structured(JsonObject result) {
    return result.getJsonObject("structuredContent");
  }

  /** What a call of a tool is. */
  static String call(String tool, String arguments, Map<String, String> more) {
    JsonObjectBuilder call = Json.object().add("name", tool).add("arguments", Json.read(arguments));
    more.forEach((name, json) -> call.add(name, Json.read(json)));
    return call.build().toString();
  }
}
