package org.waybill.tool.github;

import com.sun.net.httpserver.HttpExchange;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.waybill.json.Json;
import org.waybill.running.Receiver;

/** As much of GitHub's REST API as the tools use; keeps and counts what is created. */
public final class StubGitHub implements AutoCloseable {

  private static final String REPOSITORY = "/repos/acme/shop";

  /**
   * An answer in place of the usual one.
   *
   * @param effect whether the request is carried out all the same, as before a lost connection
   */
  private record Fault(int status, Map<String, String> headers, boolean effect) {}

  private final List<JsonObject> issues = new CopyOnWriteArrayList<>();
  private final List<JsonObject> comments = new CopyOnWriteArrayList<>();
  private final List<JsonObject> pulls = new CopyOnWriteArrayList<>();
  private final Map<String, Map<String, String>> branches = new ConcurrentHashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final ConcurrentLinkedQueue<Fault> faults = new ConcurrentLinkedQueue<>();
  private final Receiver server;
  private volatile String token;

  /**
   * @param token that it takes
   */
  public StubGitHub(String token) throws IOException {
    this.token = token;
    branches.put("main", new LinkedHashMap<>(Map.of("README.md", "# Shop\n")));
    server = new Receiver(this::answer);
  }

  /** An entry of the configuration of providers. */
  public String configuration() {
    return "[{\"name\":\"github\",\"label\":\"GitHub\",\"kind\":\"api_key\",\"baseUrl\":\"%s\"}]"
        .formatted(server.at("/api/v3"));
  }

  public void takes(String otherToken) {
    token = otherToken;
  }

  /** The next write gets this answer, and nothing happens. */
  public void nextWriteFails(int status, Map<String, String> headers) {
    faults.add(new Fault(status, headers, false));
  }

  /** The next write is done, and its answer is lost. */
  public void nextAnswerIsLost() {
    faults.add(new Fault(502, Map.of(), true));
  }

  public List<JsonObject> issues() {
    return issues;
  }

  public List<JsonObject> comments() {
    return comments;
  }

  public List<JsonObject> pulls() {
    return pulls;
  }

  public Map<String, Map<String, String>> branches() {
    return branches;
  }

  /** Each as {@code METHOD path}. */
  public List<String> requests() {
    return requests;
  }

  private void answer(HttpExchange exchange) throws IOException {
    String method = exchange.getRequestMethod();
    URI uri = exchange.getRequestURI();
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    requests.add(method + " " + uri);
    if (!("Bearer " + token).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      Receiver.say(exchange, 401, "{\"message\":\"Bad credentials\"}");
      return;
    }
    Fault fault = method.equals("GET") ? null : faults.poll();
    if (fault != null && !fault.effect()) {
      fault.headers().forEach(exchange.getResponseHeaders()::set);
      Receiver.say(exchange, fault.status(), "{\"message\":\"no\"}");
      return;
    }
    String path = uri.getPath().replaceFirst("^/api/v3", "").replaceFirst("^" + REPOSITORY, "");
    String answer =
        method.equals("GET")
            ? read(path, uri.getQuery())
            : write(path, Json.read(body).asJsonObject());
    int status = answer == null ? 404 : 200;
    Receiver.say(exchange, fault == null ? status : fault.status(), answer == null ? "{}" : answer);
  }

  private String read(String path, String query) {
    if (path.isEmpty()) {
      return "{\"full_name\":\"acme/shop\",\"default_branch\":\"main\",\"private\":false}";
    }
    if (path.startsWith("/git/ref/heads/")) {
      String branch = path.substring("/git/ref/heads/".length());
      return branches.containsKey(branch) ? ref(branch) : null;
    }
    if (path.startsWith("/contents/")) {
      return contents(path.substring("/contents/".length()), query);
    }
    if (path.matches("/issues/\\d+/comments")) {
      return array(comments);
    }
    if (path.matches("/issues/\\d+")) {
      return issues.stream()
          .filter(each -> path.endsWith("/" + each.getInt("number")))
          .map(JsonObject::toString)
          .findFirst()
          .orElse(null);
    }
    return path.equals("/issues") ? array(issues) : path.equals("/pulls") ? array(pulls) : null;
  }

  private static String array(List<JsonObject> items) {
    JsonArrayBuilder array = Json.array();
    items.forEach(array::add);
    return array.build().toString();
  }

  private static String ref(String branch) {
    return "{\"ref\":\"refs/heads/%s\",\"object\":{\"sha\":\"0123abcd\"}}".formatted(branch);
  }

  private String contents(String file, String query) {
    String branch = query == null ? "main" : query.replaceFirst("^ref=", "");
    String text = branches.getOrDefault(branch, Map.of()).get(file);
    return text == null
        ? null
        : Json.object()
            .add("path", file)
            .add("sha", blob(text))
            .add("encoding", "base64")
            .add("content", Base64.getMimeEncoder().encodeToString(bytes(text)))
            .build()
            .toString();
  }

  private synchronized String write(String path, JsonObject body) {
    if (path.equals("/git/refs")) {
      String branch = body.getString("ref").substring("refs/heads/".length());
      branches.put(branch, new LinkedHashMap<>(branches.get("main")));
      return ref(branch);
    }
    if (path.startsWith("/contents/")) {
      String text =
          new String(Base64.getDecoder().decode(body.getString("content")), StandardCharsets.UTF_8);
      String before =
          branches.get(body.getString("branch")).put(path.substring("/contents/".length()), text);
      boolean isRight = before == null || blob(before).equals(body.getString("sha", ""));
      return isRight ? "{\"content\":{}}" : null;
    }
    List<JsonObject> list =
        path.equals("/issues") ? issues : path.equals("/pulls") ? pulls : comments;
    int number = list.size() + 1;
    JsonObject created =
        Json.builder(body)
            .add("number", number)
            .add("id", number)
            .add("html_url", "https://github.example/acme/shop" + path + "/" + number)
            .build();
    list.add(created);
    return created.toString();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String blob(String text) {
    try {
      byte[] content = bytes(text);
      MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
      sha1.update(bytes("blob " + content.length + "\0"));
      return HexFormat.of().formatHex(sha1.digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
