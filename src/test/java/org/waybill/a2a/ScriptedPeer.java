package org.waybill.a2a;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.waybill.json.Json;
import org.waybill.tool.Risk;

/** An agent on loopback, in either version, that has one task and does what a test says. */
final class ScriptedPeer implements AutoCloseable {

  /** What is done with a message. */
  interface Script {
    void run(ScriptedPeer peer, HttpExchange exchange, JsonObject message) throws Exception;
  }

  private final List<String> log = new CopyOnWriteArrayList<>();
  private final List<JsonObject> messages = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer http;
  private final PeerProtocol protocol;
  private final boolean streams;
  private final Script script;
  private volatile String state = "working";
  private volatile String message = "";
  private volatile String artifact = "";
  private volatile String card;
  private volatile JsonObject configuration;
  private volatile boolean isForgetful;
  private int answered;

  ScriptedPeer(PeerProtocol protocol, boolean streams, Script script) {
    this.protocol = protocol;
    this.streams = streams;
    this.script = script;
    try {
      http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    http.createContext("/", this::handle);
    http.setExecutor(threads);
    http.start();
  }

  /** Writes, and takes no message twice. */
  RemoteAgentSpec spec() {
    return spec(Risk.WRITE, false);
  }

  RemoteAgentSpec spec(Risk risk, boolean repeatable) {
    URI url = URI.create("http://127.0.0.1:" + http.getAddress().getPort());
    Map<String, String> headers = Map.of("Authorization", "Bearer secret");
    return new RemoteAgentSpec(
        "peer", url, headers, Set.of(), risk, repeatable, Duration.ofSeconds(20));
  }

  /** The requests that came, in their order: method and path, or the method of JSON-RPC. */
  List<String> log() {
    return log;
  }

  long count(String what) {
    return log.stream().filter(each -> each.contains(what)).count();
  }

  List<JsonObject> messages() {
    return messages;
  }

  /** The callback that came with the message that was sent last, or null. */
  JsonObject callback() {
    return configuration.getJsonObject(
        isOld() ? "pushNotificationConfig" : "taskPushNotificationConfig");
  }

  /** Shows this card instead of its own. */
  void show(String text) {
    card = text;
  }

  /** Does not know its task any more. */
  void forget() {
    isForgetful = true;
  }

  /** The state of the task from now on, as 0.3 names it, and what its status says. */
  synchronized void become(String newState, String text) {
    message = text;
    state = newState;
    notifyAll();
  }

  /** Waits until such a request has come. */
  synchronized void awaitRequest(String what) throws InterruptedException {
    while (count(what) == 0) {
      wait();
    }
  }

  /** Waits until one more request is answered. */
  synchronized void awaitAnswer() throws InterruptedException {
    int before = answered;
    while (answered == before) {
      wait();
    }
  }

  private synchronized void awaitEnd() throws InterruptedException {
    while (state.equals("working")) {
      wait();
    }
  }

  private synchronized void note(String request) {
    log.add(request);
    notifyAll();
  }

  private synchronized void noteAnswer() {
    answered++;
    notifyAll();
  }

  void finish(String text) {
    artifact = text;
    become("completed", "");
  }

  private boolean isOld() {
    return protocol == PeerProtocol.OLD_RPC;
  }

  private String parts(String text) {
    String kind = isOld() ? "\"kind\":\"text\"," : "";
    return "[{%s\"text\":%s}]".formatted(kind, Json.quote(text));
  }

  private String name(String of) {
    return isOld() ? of : "TASK_STATE_" + of.toUpperCase(Locale.ROOT).replace('-', '_');
  }

  private String status(String of, String text) {
    String said =
        text.isEmpty()
            ? ""
            : ",\"message\":{\"messageId\":\"m-%s\",\"role\":\"agent\",\"parts\":%s}"
                .formatted(Integer.toHexString(text.hashCode()), parts(text));
    return "{\"state\":\"%s\"%s}".formatted(name(of), said);
  }

  private String wrapped(String newName, String oldKind, String members) {
    return isOld()
        ? "{\"kind\":\"%s\",%s}".formatted(oldKind, members)
        : "{\"%s\":{%s}}".formatted(newName, members);
  }

  private String members() {
    String artifacts =
        artifact.isEmpty()
            ? "[]"
            : "[{\"artifactId\":\"a-1\",\"parts\":%s}]".formatted(parts(artifact));
    return "\"id\":\"t-1\",\"contextId\":\"c-1\",\"status\":%s,\"artifacts\":%s"
        .formatted(status(state, message), artifacts);
  }

  /** The task as an answer to a message, or an event. */
  String task() {
    return wrapped("task", "task", members());
  }

  String answer(String text) {
    return wrapped(
        "message",
        "message",
        "\"messageId\":\"m-1\",\"contextId\":\"c-1\",\"role\":\"agent\",\"parts\":" + parts(text));
  }

  String update(String of, String text) {
    return wrapped(
        "statusUpdate",
        "status-update",
        "\"taskId\":\"t-1\",\"contextId\":\"c-1\",\"status\":" + status(of, text));
  }

  String piece(String text) {
    return wrapped(
        "artifactUpdate",
        "artifact-update",
        "\"taskId\":\"t-1\",\"contextId\":\"c-1\",\"artifact\":{\"artifactId\":\"a-1\",\"parts\":%s}"
            .formatted(parts(text)));
  }

  private void handle(HttpExchange exchange) throws IOException {
    try {
      serve(exchange);
    } catch (IOException e) {
      throw e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      throw new IOException(e);
    } finally {
      exchange.close();
      noteAnswer();
    }
  }

  private void serve(HttpExchange exchange) throws Exception {
    String path = exchange.getRequestURI().getPath();
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    if (path.contains("/.well-known/")) {
      boolean right = path.endsWith(isOld() ? "/agent.json" : "/agent-card.json");
      send(exchange, right ? 200 : 404, "application/json", card == null ? ownCard() : card);
      return;
    }
    JsonObject json = body.isEmpty() ? null : Json.read(body).asJsonObject();
    boolean rest = protocol == PeerProtocol.REST;
    String method = rest ? path : json.getString("method");
    note(method);
    if (method.matches("(?i).*(message:|message/|SendMessage|SendStreamingMessage).*")) {
      JsonObject params = rest ? json : json.getJsonObject("params");
      configuration = params.getJsonObject("configuration");
      JsonObject sent = params.getJsonObject("message");
      messages.add(sent);
      script.run(this, exchange, sent);
    } else if (isForgetful) {
      fail(exchange, -32001, 404, "Task not found");
    } else if (method.matches("(?i).*(subscribe).*")) {
      follow(exchange);
    } else {
      if (method.matches("(?i).*cancel.*")) {
        become("canceled", "");
      }
      reply(exchange, isOld() ? task() : "{" + members() + "}");
    }
  }

  /** All that happens to the task. */
  void follow(HttpExchange exchange) throws IOException, InterruptedException {
    begin(exchange);
    event(exchange, task());
    awaitEnd();
    event(exchange, update(state, message));
  }

  private String ownCard() {
    String address = spec().url() + "/" + (protocol == PeerProtocol.REST ? "rest" : "rpc");
    String capabilities =
        "\"capabilities\":{\"streaming\":%s,\"pushNotifications\":true}".formatted(streams);
    String skills = "\"skills\":[{\"id\":\"look\",\"name\":\"Look up\"}]";
    String rest =
        isOld()
            ? "\"protocolVersion\":\"0.3.0\",\"url\":\"%s\",\"preferredTransport\":\"JSONRPC\""
                .formatted(address)
            : "\"supportedInterfaces\":[{\"url\":\"%s\",\"protocolBinding\":\"%s\",\"protocolVersion\":\"1.0\"}]"
                .formatted(address, protocol.transport());
    return "{\"name\":\"Peer\",\"description\":\"Looks things up.\",%s,%s,%s}"
        .formatted(capabilities, skills, rest);
  }

  private String response(String result) {
    return protocol == PeerProtocol.REST
        ? result
        : "{\"jsonrpc\":\"2.0\",\"id\":\"1\",\"result\":%s}".formatted(result);
  }

  void reply(HttpExchange exchange, String result) throws IOException {
    send(exchange, 200, "application/json", response(result));
  }

  void fail(HttpExchange exchange, int code, int status, String text) throws IOException {
    boolean rest = protocol == PeerProtocol.REST;
    String error = "{\"code\":%d,\"message\":%s}".formatted(rest ? status : code, Json.quote(text));
    String whole = "{%s\"error\":%s}".formatted(rest ? "" : "\"jsonrpc\":\"2.0\",", error);
    send(exchange, rest ? status : 200, "application/json", whole);
  }

  void begin(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
  }

  void event(HttpExchange exchange, String result) throws IOException {
    exchange.getResponseBody().write(("data: " + response(result) + "\n\n").getBytes(UTF_8));
    exchange.getResponseBody().flush();
  }

  void send(HttpExchange exchange, int status, String type, String text) throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    http.stop(0);
    threads.shutdownNow();
  }
}
