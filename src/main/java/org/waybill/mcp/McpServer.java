package org.waybill.mcp;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.waybill.json.Json;
import org.waybill.time.Ticker;

/** One configured server: its session, its tools, and how it is. */
final class McpServer {

  private static final Logger LOG = Logger.getLogger(McpServer.class.getName());

  private final ServerSpec spec;
  private final McpTransport transport;
  private final ExecutorService threads;
  private final ParkedCalls parked;
  private final Ticker ticker = new Ticker();
  private final AtomicLong ids = new AtomicLong();
  private volatile McpSession session;
  private volatile List<RemoteTool> tools = List.of();
  private volatile Offer offer = Offer.NONE;
  private volatile boolean isListed;
  private volatile String error = "not connected yet";

  McpServer(ServerSpec spec, ExecutorService threads) {
    this.spec = spec;
    this.threads = threads;
    this.parked = new ParkedCalls(spec.timeout());
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
    parked.forgetOld();
    try {
      Offer now = Offer.of((method, params) -> call(method, params, ignored -> {}), capabilities());
      tools = RemoteTool.all(this, now.tools());
      offer = now;
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

  private Set<String> capabilities() throws IOException, InterruptedException {
    return opened().capabilities();
  }

  /** Calls whose questions wait for a person. */
  ParkedCalls parked() {
    return parked;
  }

  /** Begins the call of a tool, on a thread of its own. */
  OpenCall begin(JsonObject params) {
    OpenCall open = new OpenCall(ticker);
    open.runs(
        threads.submit(
            () -> {
              try {
                open.ended(call("tools/call", params, open));
              } catch (Exception e) {
                open.failed(e);
              }
            }));
    return open;
  }

  /** Sends the answer to a request of the server. */
  void answer(McpSession current, JsonObject answer) throws IOException, InterruptedException {
    transport.answer(current, answer);
  }

  /** Calls a method; a session that was lost is opened anew, once. */
  JsonObject call(String method, JsonObject params, ServerMessages messages)
      throws IOException, InterruptedException {
    try {
      return callOnce(method, params, messages);
    } catch (SessionLost e) {
      session = null;
      return callOnce(method, params, messages);
    }
  }

  private JsonObject callOnce(String method, JsonObject params, ServerMessages messages)
      throws IOException, InterruptedException {
    McpSession current = opened();
    String id = "w" + ids.incrementAndGet();
    try {
      return transport.call(
          current, id, method, params, message -> receive(current, message, messages));
    } catch (InterruptedException e) {
      cancel(current, id);
      throw e;
    }
  }

  private void receive(McpSession current, JsonObject message, ServerMessages messages) {
    if (!message.containsKey("id")) {
      messages.notified(message);
      return;
    }
    if (ServerRequest.isElicitation(message) && messages.asks(current, message)) {
      return;
    }
    try {
      transport.answer(current, ServerRequest.refusal(message));
    } catch (IOException e) {
      LOG.log(Level.FINE, "the answer to a request was not delivered", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
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
            .add("tools", Json.array(tools.stream().map(tool -> tool.spec().name()).toList()))
            .add("resources", offer.resources())
            .add("prompts", offer.prompts());
    return json.add("error", error == null ? JsonValue.NULL : Json.read(Json.quote(error))).build();
  }
}
