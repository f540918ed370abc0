package org.waybill.mcp;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.waybill.json.Json;

/** One configured server: its session, its tools, and how it is. */
final class McpServer {

  private static final Logger LOG = Logger.getLogger(McpServer.class.getName());
  private static final int MOST_PAGES = 20;

  private final ServerSpec spec;
  private final McpTransport transport;
  private final AtomicLong ids = new AtomicLong();
  private volatile McpSession session;
  private volatile List<RemoteTool> tools = List.of();
  private volatile boolean isListed;
  private volatile String error = "not connected yet";

  McpServer(ServerSpec spec) {
    this.spec = spec;
    this.transport = spec.isProcess() ? new StdioServer(spec) : new StreamableHttp(spec);
  }

  ServerSpec spec() {
    return spec;
  }

  /** The process of this node that it is; empty if it is reached over HTTP. */
  Optional<StdioServer> process() {
    return transport instanceof StdioServer stdio ? Optional.of(stdio) : Optional.empty();
  }

  /** Those that it offered last, and that may be used. */
  List<RemoteTool> tools() {
    return tools;
  }

  /** Whether a tool of this name may be one of its own, which it has not listed yet. */
  boolean mayBring(String tool) {
    return !isListed && tool.startsWith(RemoteTool.nameOf(spec, ""));
  }

  /** What is wrong with it; null if nothing is. */
  String error() {
    return error;
  }

  /** Asks what it offers; what it offered last remains when it cannot be asked. */
  void refresh() throws InterruptedException {
    try {
      tools = RemoteTool.all(this, list());
      isListed = true;
      if (error != null) {
        LOG.log(
            Level.INFO,
            "MCP server {0} offers {1} tools",
            new Object[] {spec.name(), tools.size()});
      }
      error = null;
    } catch (IOException e) {
      String now = e.getMessage() == null ? "not reachable" : e.getMessage();
      if (!now.equals(error)) {
        LOG.log(
            Level.WARNING,
            "MCP server {0} does not answer, retrying: {1}",
            new Object[] {spec.name(), now});
      }
      error = now;
    }
  }

  private List<JsonObject> list() throws IOException, InterruptedException {
    var all = new ArrayList<JsonObject>();
    String cursor = null;
    for (int page = 0; page < MOST_PAGES; page++) {
      JsonObjectBuilder params = Json.object();
      if (cursor != null) {
        params.add("cursor", cursor);
      }
      JsonObject result = call("tools/list", params.build(), ignored -> {});
      if (result.get("tools") instanceof JsonArray found) {
        found.forEach(
            each -> {
              if (each instanceof JsonObject tool) {
                all.add(tool);
              }
            });
      }
      cursor = result.get("nextCursor") instanceof JsonString next ? next.getString() : null;
      if (cursor == null) {
        break;
      }
    }
    return all;
  }

  /** Calls a method; a session that was lost is opened anew, once. */
  JsonObject call(String method, JsonObject params, Consumer<JsonObject> notified)
      throws IOException, InterruptedException {
    try {
      return callOnce(method, params, notified);
    } catch (SessionLost e) {
      session = null;
      return callOnce(method, params, notified);
    }
  }

  private JsonObject callOnce(String method, JsonObject params, Consumer<JsonObject> notified)
      throws IOException, InterruptedException {
    McpSession current = opened();
    String id = "w" + ids.incrementAndGet();
    try {
      return transport.call(current, id, method, params, notified);
    } catch (InterruptedException e) {
      cancel(current, id);
      throw e;
    }
  }

  private synchronized McpSession opened() throws IOException, InterruptedException {
    if (session == null) {
      session = transport.open();
    }
    return session;
  }

  /** Tells the server that nobody waits; the interrupt is kept for the caller. */
  private void cancel(McpSession current, String id) {
    Thread.interrupted();
    try {
      transport.notify(
          current,
          "notifications/cancelled",
          Json.object().add("requestId", id).add("reason", "cancelled").build());
    } catch (IOException e) {
      LOG.log(Level.FINE, "a cancellation was not delivered", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** As administrators see it. */
  JsonObject toJson() {
    JsonObjectBuilder json =
        Json.object()
            .add("name", spec.name())
            .add(
                spec.isProcess() ? "command" : "url",
                spec.isProcess() ? spec.command().get(0) : spec.url().toString())
            .add("state", error == null ? "up" : "down")
            .add("tools", Json.array(tools.stream().map(tool -> tool.spec().name()).toList()));
    return json.add("error", error == null ? JsonValue.NULL : Json.read(Json.quote(error))).build();
  }
}
