package org.waybill.mcp;

import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.waybill.json.Json;
import org.waybill.time.Ticker;

/**
 * A server that is a process of this node: a JSON message on each line of its input and output. It
 * is started when it is needed and again when it has ended, and it ends with this node.
 */
final class StdioServer implements McpTransport, AutoCloseable {

  private static final Logger LOG = Logger.getLogger(StdioServer.class.getName());
  private static final int MOST_BYTES = 8 << 20;

  private final ServerSpec spec;
  private final Ticker ticker = new Ticker();
  private final BlockingQueue<ServerProcess> started = new LinkedBlockingQueue<>();
  private ServerProcess running;

  StdioServer(ServerSpec spec) {
    this.spec = spec;
  }

  @Override
  public McpSession open() throws IOException, InterruptedException {
    ServerProcess now = start();
    try {
      JsonObject result =
          call(now, OPENS, "initialize", McpTransport.introduction(), ignored -> {});
      now.write(
          McpTransport.notification("notifications/initialized", JsonValue.EMPTY_JSON_OBJECT));
      return McpSession.of(now.id(), result);
    } catch (IOException e) {
      now.process().destroyForcibly();
      throw new ConnectException("its process does not answer: " + e.getMessage());
    }
  }

  private synchronized ServerProcess start() throws ConnectException {
    if (running != null) {
      running.process().destroyForcibly();
    }
    ProcessBuilder builder = new ProcessBuilder(spec.command());
    Map<String, String> environment = builder.environment();
    environment.keySet().retainAll(java.util.Set.of("PATH", "HOME", "LANG", "TMPDIR"));
    environment.putAll(spec.env());
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    try {
      running =
          new ServerProcess(builder.start(), new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
    } catch (IOException e) {
      throw new ConnectException("its command cannot be run: " + e.getMessage());
    }
    started.add(running);
    return running;
  }

  private synchronized ServerProcess current(McpSession session) throws SessionLost {
    if (running == null || !running.process().isAlive() || !running.id().equals(session.id())) {
      throw new SessionLost();
    }
    return running;
  }

  @Override
  public JsonObject call(
      McpSession session,
      String id,
      String method,
      JsonObject params,
      Consumer<JsonObject> notified)
      throws IOException, InterruptedException {
    return call(current(session), id, method, params, notified);
  }

  private JsonObject call(
      ServerProcess server,
      String id,
      String method,
      JsonObject params,
      Consumer<JsonObject> notified)
      throws IOException, InterruptedException {
    BlockingQueue<ServerProcess.Message> messages = new LinkedBlockingQueue<>();
    String token = progressToken(params);
    server.waiting().put(id, messages);
    if (method.equals("tools/call")) {
      server.tools().put(id, messages);
    }
    if (token != null) {
      server.waiting().put(token, messages);
    }
    try {
      write(server, McpTransport.request(id, method, params), spec.limit(method));
      return result(server, id, messages, notified, spec.limit(method));
    } finally {
      server.waiting().remove(id);
      server.tools().remove(id);
      if (token != null) {
        server.waiting().remove(token);
      }
    }
  }

  /**
   * A process that does not read a request to its end does not run it. Nothing but its end ends a
   * write that it does not read.
   */
  private static void write(ServerProcess server, String request, Duration limit)
      throws SessionLost {
    Future<?> end =
        CompletableFuture.runAsync(
            server.process()::destroyForcibly,
            CompletableFuture.delayedExecutor(limit.toMillis(), TimeUnit.MILLISECONDS));
    try {
      server.write(request);
    } catch (IOException e) {
      throw new SessionLost();
    } finally {
      end.cancel(false);
    }
  }

  private JsonObject result(
      ServerProcess server,
      String id,
      BlockingQueue<ServerProcess.Message> messages,
      Consumer<JsonObject> notified,
      Duration limit)
      throws IOException, InterruptedException {
    long until = ticker.nanos() + limit.toNanos();
    while (true) {
      ServerProcess.Message message = messages.poll(until - ticker.nanos(), TimeUnit.NANOSECONDS);
      if (message == null) {
        throw new HttpTimeoutException("no result within " + limit.toSeconds() + " s");
      }
      if (message.json() == null) {
        throw new IOException("process " + server.id() + " ended before the result came");
      }
      boolean isRequest = message.json().containsKey("method");
      if (!isRequest && id.equals(message.json().getString("id", null))) {
        return McpTransport.result(message.json());
      }
      notified.accept(message.json());
    }
  }

  private static String progressToken(JsonObject params) {
    return params.get("_meta") instanceof JsonObject meta
            && meta.get("progressToken") instanceof JsonString token
        ? token.getString()
        : null;
  }

  @Override
  public void notify(McpSession session, String method, JsonObject params) throws IOException {
    current(session).write(McpTransport.notification(method, params));
  }

  @Override
  public void answer(McpSession session, JsonObject answer) throws IOException {
    current(session).write(answer.toString());
  }

  /** Reads what the processes write, one after the other, until it is interrupted. */
  void read() throws InterruptedException {
    while (true) {
      ServerProcess server = started.take();
      try (InputStream output = new BufferedInputStream(server.process().getInputStream())) {
        for (String line = line(output); line != null; line = line(output)) {
          receive(server, line);
        }
      } catch (IOException e) {
        LOG.log(Level.WARNING, "MCP server {0}: {1}", new Object[] {spec.name(), e.getMessage()});
      } finally {
        server.process().destroyForcibly();
        server.waiting().values().forEach(waiter -> waiter.add(new ServerProcess.Message(null)));
      }
    }
  }

  /** Null at the end. */
  private static String line(InputStream output) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = output.read(); next != '\n'; next = output.read()) {
      if (next < 0) {
        return null;
      }
      line.write(next);
      if (line.size() > MOST_BYTES) {
        throw new IOException("a line of its output is longer than " + MOST_BYTES + " bytes");
      }
    }
    return line.toString(StandardCharsets.UTF_8);
  }

  private void receive(ServerProcess server, String line) throws IOException {
    JsonObject message;
    try {
      message = Json.read(line).asJsonObject();
    } catch (JsonException | ClassCastException e) {
      LOG.log(Level.FINE, "MCP server {0} wrote a line that is no message", spec.name());
      return;
    }
    if (message.containsKey("method") && message.containsKey("id")) {
      Optional<BlockingQueue<ServerProcess.Message>> only = server.onlyTool();
      if (ServerRequest.isElicitation(message) && only.isPresent()) {
        only.get().add(new ServerProcess.Message(message));
      } else {
        server.write(ServerRequest.refusal(message).toString());
      }
      return;
    }
    String key =
        message.containsKey("method")
            ? message.get("params") instanceof JsonObject params
                ? params.getString("progressToken", "")
                : ""
            : message.getString("id", "");
    BlockingQueue<ServerProcess.Message> waiter = server.waiting().get(key);
    if (waiter != null) {
      waiter.add(new ServerProcess.Message(message));
    }
  }

  @Override
  public synchronized void close() {
    if (running != null) {
      running.process().destroyForcibly();
    }
  }
}
