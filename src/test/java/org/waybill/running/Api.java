package org.waybill.running;

import static org.awaitility.Awaitility.await;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** The product's HTTP API, as one caller sees it. */
public record Api(URI base, String token) {

  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  /**
   * What came back.
   *
   * @param body {@link JsonValue#NULL} where there was none; a JSON string where it was no JSON
   */
  public record Answer(int status, HttpHeaders headers, JsonValue body) {

    public JsonObject object() {
      return body.asJsonObject();
    }
  }

  public Answer post(String path, String json) {
    return send(posted(path, json));
  }

  public Answer post(String path, JsonValue json) {
    return post(path, json.toString());
  }

  public Answer put(String path, String json) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(json))
            .build());
  }

  /** For many at once. */
  public CompletableFuture<Answer> postLater(String path, String json) {
    return CLIENT.sendAsync(posted(path, json), BodyHandlers.ofString()).thenApply(Api::answer);
  }

  public Answer get(String path) {
    return send(request(path).GET().build());
  }

  public Answer delete(String path) {
    return send(request(path).DELETE().build());
  }

  /** Somebody else, to whom this caller, an operator, gives a token. */
  public Api caller(String tenant, String named, String role) {
    // Named by what a test is about, which may be what no name may have.
    String userId = named.replaceAll("[^A-Za-z0-9._@-]", "-");
    Answer made =
        post(
            "/api/tokens",
            "{\"tenant\":\"%s\",\"userId\":\"%s\",\"role\":\"%s\"}"
                .formatted(tenant, userId, role));
    if (made.status() != 201) {
      throw new AssertionError("No token: " + made);
    }
    return new Api(base, made.object().getString("token"));
  }

  /** An ordinary user of the tenant that everybody belongs to at first. */
  public Api user(String userId) {
    return caller("default", userId, "user");
  }

  /** Submits a diagnostic task with this input and returns its id. */
  public String submitDiagnostic(String input) {
    Answer answer = post("/api/tasks", "{\"type\":\"diagnostic\",\"input\":" + input + "}");
    if (answer.status() != 202) {
      throw new AssertionError("Not accepted: " + answer);
    }
    return answer.object().getString("id");
  }

  /** The task, as soon as it has this status. */
  public JsonObject awaitStatus(String taskId, String status, Duration limit) {
    return await("task " + taskId + " " + status)
        .atMost(limit)
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> get("/api/tasks/" + taskId).object(),
            task -> status.equals(task.getString("status", null)));
  }

  /**
   * What a metric says, rounded down.
   *
   * @param tag one that tells it from others of its name, such as {@code state="up"}; or nothing
   */
  public int metric(String name, String... tag) {
    Answer page = send(request("/metrics").header("Accept", "text/plain").build());
    String metrics = ((JsonString) page.body()).getString();
    return metrics
        .lines()
        .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
        .filter(line -> Stream.of(tag).allMatch(line::contains))
        .map(line -> (int) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + name + List.of(tag) + " in " + metrics));
  }

  private HttpRequest posted(String path, String json) {
    return request(path)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(json))
        .build();
  }

  /** A request with this caller's token, for what the shorter methods do not offer. */
  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(base.resolve(path))
        .timeout(Duration.ofSeconds(70))
        .header("Authorization", "Bearer " + token);
  }

  public Answer send(HttpRequest request) {
    try {
      return answer(CLIENT.send(request, BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static Answer answer(HttpResponse<String> response) {
    String type = response.headers().firstValue("Content-Type").orElse("");
    return new Answer(response.statusCode(), response.headers(), body(type, response.body()));
  }

  private static JsonValue body(String type, String text) {
    if (text.isBlank()) {
      return JsonValue.NULL;
    }
    if (!type.contains("json")) {
      return Json.createValue(text);
    }
    try (JsonReader reader = Json.createReader(new StringReader(text))) {
      return reader.readValue();
    }
  }
}
