package org.waybill.bench.search;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.waybill.running.Api;

/** The documents of one user of Waybill: upload, search, chat. */
final class Library {

  private static final String BOUNDARY = "waybill-bench";
  private static final Set<String> ENDS = Set.of("completed", "failed", "cancelled");
  private static final int PATIENCE_S = 3_600;
  private static final int ANSWER_S = 120;
  private static final int GLANCE_MS = 20;

  private final Api user;

  Library(Api user) {
    this.user = user;
  }

  /**
   * Uploads the documents, all at once, and waits until they are indexed.
   *
   * @return those that failed, and why
   */
  Map<String, String> add(Map<String, Path> documents) throws IOException, InterruptedException {
    Map<String, String> tasks = new TreeMap<>();
    for (Map.Entry<String, Path> each : documents.entrySet()) {
      tasks.put(each.getKey(), upload(each.getKey(), each.getValue()));
    }
    Map<String, String> failed = new TreeMap<>();
    for (Map.Entry<String, String> each : tasks.entrySet()) {
      JsonObject ended = await(each.getValue(), PATIENCE_S);
      if (!ended.getString("status").equals("completed")) {
        failed.put(each.getKey(), String.valueOf(ended.get("error")));
      }
    }
    return failed;
  }

  private String upload(String name, Path file) throws IOException {
    String head =
        "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\nContent-Type: %s\r\n\r\n"
            .formatted(BOUNDARY, name, mediaType(name));
    Api.Answer answer =
        user.send(
            user.request("/api/documents")
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(
                    BodyPublishers.concat(
                        BodyPublishers.ofString(head),
                        BodyPublishers.ofFile(file),
                        BodyPublishers.ofString("\r\n--" + BOUNDARY + "--\r\n")))
                .build());
    return accepted(answer).getString("taskId");
  }

  private static String mediaType(String name) {
    if (name.endsWith(".pdf")) {
      return "application/pdf";
    }
    return name.endsWith(".html") ? "text/html" : "text/plain";
  }

  /** The hits, best first. */
  List<Place> search(String question, int limit) {
    String q = URLEncoder.encode(question, StandardCharsets.UTF_8);
    Api.Answer answer = user.get("/api/documents/search?q=" + q + "&limit=" + limit);
    if (answer.status() != 200) {
      throw new IllegalStateException("search was answered with " + answer);
    }
    return places(answer.object(), "items");
  }

  /** What a chat's answer cites, best first; nothing if it says that nothing was found. */
  List<Place> cited(String question) throws InterruptedException {
    JsonObject message =
        Json.createObjectBuilder()
            .add("chatId", "search-" + Long.toHexString(System.nanoTime()))
            .add("message", question)
            .build();
    String task = accepted(user.post("/api/chat/stream", message)).getString("taskId");
    JsonObject ended = await(task, ANSWER_S);
    return ended.getString("status").equals("completed")
        ? places(ended.getJsonObject("output"), "citations")
        : List.of();
  }

  private static List<Place> places(JsonObject object, String list) {
    return object.getJsonArray(list).stream()
        .map(JsonValue::asJsonObject)
        .map(item -> new Place(item.getString("name"), item.getInt("page")))
        .toList();
  }

  private static JsonObject accepted(Api.Answer answer) {
    if (answer.status() != 202) {
      throw new IllegalStateException("not accepted: " + answer);
    }
    return answer.object();
  }

  private JsonObject await(String task, int seconds) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    JsonObject shown = user.get("/api/tasks/" + task).object();
    while (!ENDS.contains(shown.getString("status"))) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("not ended after " + seconds + " s: " + shown);
      }
      TimeUnit.MILLISECONDS.sleep(seconds > ANSWER_S ? 1_000 : GLANCE_MS);
      shown = user.get("/api/tasks/" + task).object();
    }
    return shown;
  }
}
