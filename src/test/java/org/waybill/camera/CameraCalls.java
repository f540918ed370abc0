package org.waybill.camera;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.waybill.running.Api;

/** Calls of one user or device about cameras. */
record CameraCalls(Api api) {

  static final Duration SOON = Duration.ofSeconds(30);

  String add(String json) {
    Api.Answer added = api.post("/api/cameras", json);
    assertThat(added.status()).as(added.toString()).isEqualTo(201);
    return added.object().getString("id");
  }

  JsonObject camera(String id) {
    return api.get("/api/cameras/" + id).object();
  }

  Api.Answer send(String camera, String type, byte[] body) {
    return sendTo("/api/cameras/" + camera + "/frames", type, body);
  }

  Api.Answer sendTo(String path, String type, byte[] body) {
    return api.send(
        api.request(path)
            .header("Content-Type", type)
            .POST(BodyPublishers.ofByteArray(body))
            .build());
  }

  /** Sends a frame and answers what it shows. */
  JsonObject analyze(String camera, byte[] jpeg) {
    Api.Answer sent = send(camera, "image/jpeg", jpeg);
    assertThat(sent.status()).as(sent.toString()).isEqualTo(202);
    return api.awaitStatus(sent.object().getString("taskId"), "completed", SOON)
        .getJsonObject("output");
  }

  List<JsonObject> frames(String camera) {
    return api.get("/api/cameras/" + camera + "/frames")
        .object()
        .getJsonArray("items")
        .getValuesAs(JsonObject.class);
  }

  /** Newest first. */
  List<String> events(String camera) {
    return api
        .get("/api/cameras/" + camera + "/events")
        .object()
        .getJsonArray("items")
        .getValuesAs(JsonObject.class)
        .stream()
        .map(event -> event.getString("event"))
        .toList();
  }

  List<String> states(String camera) {
    return camera(camera).getJsonArray("states").getValuesAs(JsonString.class).stream()
        .map(JsonString::getString)
        .toList();
  }

  void awaitEvent(String camera, String event) {
    Awaitility.await(event)
        .atMost(SOON)
        .untilAsserted(() -> assertThat(events(camera)).contains(event));
  }

  /** Why the camera gives no picture, as soon as it is this. */
  void awaitError(String camera, String part) {
    Awaitility.await(part)
        .atMost(SOON)
        .untilAsserted(() -> assertThat(camera(camera).getString("error", "")).contains(part));
  }
}
