package org.waybill.camera;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.waybill.json.Json;
import org.waybill.running.Api;
import org.waybill.running.RunningServer;

/** Cameras over HTTP: frames that are sent, frames that are polled, and who may do what. */
class CamerasIT {

  private static RunningServer server;

  private CameraCalls ann;

  @BeforeAll
  static void start() {
    server =
        RunningServer.start(
            Map.of(
                "WAYBILL_OUTBOUND_ALLOW",
                "127.0.0.1",
                "WAYBILL_CAMERAS_MAX_FRAMES",
                "3",
                "WAYBILL_LIMIT_USER_CAMERAS",
                "3"));
  }

  @AfterAll
  static void end() {
    server.close();
  }

  @BeforeEach
  void aUser() {
    ann = new CameraCalls(server.api().user("ann-" + UUID.randomUUID()));
  }

  @Test
  void aFrameIsAnalysedAndMotionIsAnEventOfTheCamera() {
    String camera =
        ann.add(
            """
            {"name":"gate","zones":[{"name":"right","x":0.5,"y":0,"width":0.5,"height":1},
              {"name":"left","points":[[0,0],[0.5,0],[0.5,1],[0,1]]}]}
            """);
    assertThat(ann.analyze(camera, Shots.next(false)).getJsonArray("conditions"))
        .isEqualTo(Json.array(List.of("first")).build());
    ann.analyze(camera, Shots.next(false));
    JsonObject seen = ann.analyze(camera, Shots.next(true));
    assertThat(seen.getJsonNumber("motion").doubleValue()).isBetween(0.01, 0.1);
    assertThat(seen.getJsonArray("boxes")).hasSize(1);
    List<JsonObject> zones = seen.getJsonArray("zones").getValuesAs(JsonObject.class);
    assertThat(zones.get(0).getJsonNumber("motion").doubleValue()).isPositive();
    assertThat(zones.get(1).getJsonNumber("motion").doubleValue()).isZero();
    assertThat(ann.states(camera)).containsExactly("motion");
    ann.analyze(camera, Shots.next(false));
    assertThat(ann.events(camera)).containsExactly("motion_ended", "motion_started");

    // Of the four frames the newest three are kept.
    List<JsonObject> frames = ann.frames(camera);
    assertThat(frames).hasSize(3);
    assertThat(frames.get(1).getJsonObject("result")).isEqualTo(seen);
    Api.Answer image = ann.api().get(frames.get(1).getJsonObject("links").getString("image"));
    assertThat(image.status()).isEqualTo(200);
    assertThat(image.headers().firstValue("Content-Type")).contains("image/jpeg");
  }

  @Test
  void whatIsNoPictureIsRefusedWithTheReasonAndLeavesNoFrame() {
    String camera = ann.add("{\"name\":\"gate\"}");
    byte[] jpeg = Shots.next(false);
    assertRefused(camera, new byte[0], "empty");
    assertRefused(camera, "<html>Login</html>".getBytes(StandardCharsets.UTF_8), "HTML");
    assertRefused(camera, Arrays.copyOf(jpeg, jpeg.length / 2), "incomplete");
    byte[] large = Pictures.png(Pictures.drawn(4));
    large[16] = 1;
    assertRefused(camera, large, "by 480 pixels");
    assertThat(ann.send(camera, "text/html", jpeg).status()).isEqualTo(415);
    assertThat(ann.send(camera, "image/jpeg", new byte[FrameHeader.MOST_BYTES + 1]).status())
        .isEqualTo(413);
    assertThat(ann.frames(camera)).isEmpty();
    Api.Answer late =
        ann.sendTo(
            "/api/cameras/" + camera + "/frames?takenAt=2999-01-01T00:00:00Z", "image/jpeg", jpeg);
    assertThat(late.object().getString("field")).isEqualTo("takenAt");
  }

  private void assertRefused(String camera, byte[] body, String why) {
    Api.Answer refused = ann.send(camera, "image/jpeg", body);
    assertThat(refused.status()).as(refused.toString()).isEqualTo(400);
    assertThat(refused.object().getString("field")).isEqualTo("body");
    assertThat(refused.object().getString("detail")).contains(why).contains("allowed: ");
  }

  @Test
  void theSamePictureAgainIsNoFrameAndInTheEndTheCameraIsFrozen() {
    String camera = ann.add("{\"name\":\"gate\",\"thresholds\":{\"frozenFrames\":2}}");
    byte[] jpeg = Shots.next(false);
    ann.analyze(camera, jpeg);
    for (int i = 0; i < 2; i++) {
      Api.Answer same = ann.send(camera, "image/jpeg", jpeg);
      assertThat(same.status()).isEqualTo(409);
      assertThat(same.object().getString("code")).isEqualTo("same_frame");
    }
    assertThat(ann.states(camera)).containsExactly("frozen");
    assertThat(ann.frames(camera)).hasSize(1);
    ann.analyze(camera, Shots.next(false));
    assertThat(ann.events(camera)).containsExactly("frozen_ended", "frozen_started");
  }

  @Test
  void aFrameFromBeforeIsLate() {
    String camera = ann.add("{\"name\":\"gate\"}");
    ann.analyze(camera, Shots.next(false));
    Api.Answer sent =
        ann.sendTo(
            "/api/cameras/" + camera + "/frames?takenAt=2026-01-01T00:00:00Z",
            "image/jpeg",
            Shots.next(true));
    JsonObject output =
        ann.api()
            .awaitStatus(sent.object().getString("taskId"), "completed", CameraCalls.SOON)
            .getJsonObject("output");
    assertThat(output.getJsonArray("conditions")).isEqualTo(Json.array(List.of("late")).build());
    assertThat(ann.states(camera)).isEmpty();
  }

  @Test
  void whileAFrameWaitsNoOtherIsTakenAndACancelledOneMakesRoom() {
    String camera = ann.add("{\"name\":\"gate\"}");
    Api admin = server.api();
    assertThat(admin.post("/api/queues/camera_analysis/pause", "{}").status()).isEqualTo(200);
    try {
      Api.Answer first = ann.send(camera, "image/jpeg", Shots.next(false));
      Api.Answer second = ann.send(camera, "image/jpeg", Shots.next(false));
      assertThat(second.status()).isEqualTo(429);
      assertThat(second.headers().firstValue("Retry-After")).isPresent();
      ann.api().post("/api/tasks/" + first.object().getString("taskId") + "/cancel", "{}");
      Awaitility.await()
          .atMost(CameraCalls.SOON)
          .until(() -> ann.frames(camera).get(0).getString("status").equals("failed"));
      assertThat(ann.send(camera, "image/jpeg", Shots.next(false)).status()).isEqualTo(202);
    } finally {
      admin.post("/api/queues/camera_analysis/resume", "{}");
    }
  }

  @Test
  void othersDoNotSeeTheCamera() {
    String camera = ann.add("{\"name\":\"gate\"}");
    ann.analyze(camera, Shots.next(false));
    String image = ann.frames(camera).get(0).getJsonObject("links").getString("image");
    String path = "/api/cameras/" + camera;
    Api bob = server.api().user("bob");
    Api sameName =
        server.api().caller("other", ann.camera(camera).getString("name"), "tenant_admin");
    for (Api other : List.of(bob, sameName, server.api())) {
      assertThat(other.get(path).status()).isEqualTo(404);
      assertThat(other.put(path, "{\"name\":\"mine\"}").status()).isEqualTo(404);
      assertThat(other.get(path + "/frames").status()).isEqualTo(404);
      assertThat(other.get(path + "/events").status()).isEqualTo(404);
      assertThat(other.get(image).status()).isEqualTo(404);
      assertThat(other.post(path + "/token", "").status()).isEqualTo(404);
      assertThat(new CameraCalls(other).send(camera, "image/jpeg", Shots.next(false)).status())
          .isEqualTo(404);
      assertThat(other.delete(path).status()).isEqualTo(404);
      assertThat(other.get("/api/cameras").object().getJsonArray("items")).isEmpty();
    }
    // Not by the task either.
    String input =
        Json.object()
            .add("cameraId", camera)
            .add("frameId", image.substring(image.lastIndexOf('/') + 1))
            .build()
            .toString();
    String task =
        bob.post("/api/tasks", "{\"type\":\"camera_analysis\",\"input\":" + input + "}")
            .object()
            .getString("id");
    assertThat(bob.awaitStatus(task, "failed", CameraCalls.SOON).getString("error"))
        .contains("there is no camera");
  }

  @Test
  void aCameraIsChangedAndDeletedAndThereAreOnlySoMany() {
    String camera = ann.add("{\"name\":\"gate\"}");
    ann.add("{\"name\":\"yard\"}");
    ann.add("{\"name\":\"door\"}");
    Api.Answer fourth = ann.api().post("/api/cameras", "{\"name\":\"roof\"}");
    assertThat(fourth.status()).isEqualTo(429);
    assertThat(fourth.object().getJsonObject("limit").getString("name")).isEqualTo("cameras");
    Api.Answer changed =
        ann.api().put("/api/cameras/" + camera, "{\"name\":\"pond\",\"intervalSeconds\":5}");
    assertThat(changed.object().getString("name")).isEqualTo("pond");
    assertThat(changed.object().getInt("intervalSeconds")).isEqualTo(5);
    JsonObject scheduled =
        ann.api()
            .put(
                "/api/cameras/" + camera,
                "{\"name\":\"pond\",\"schedule\":\"*/5 8-18 * * mon-fri\","
                    + "\"timeZone\":\"Europe/Berlin\",\"notify\":{\"events\":[]}}")
            .object();
    assertThat(scheduled.getString("schedule")).isEqualTo("*/5 8-18 * * mon-fri");
    assertThat(scheduled.getString("timeZone")).isEqualTo("Europe/Berlin");
    assertThat(scheduled.containsKey("intervalSeconds")).isFalse();
    assertThat(scheduled.getJsonObject("notify").getJsonArray("events")).isEmpty();
    assertThat(ann.api().delete("/api/cameras/" + camera).status()).isEqualTo(204);
    assertThat(ann.api().get("/api/cameras/" + camera).status()).isEqualTo(404);
    assertThat(ann.api().get("/api/cameras").object().getJsonArray("items")).hasSize(2);
  }

  @Test
  void aQuestionWithoutAModelLeavesTheResultAndSaysWhatIsMissing() {
    String camera = ann.add("{\"name\":\"gate\",\"question\":\"Is it open?\",\"ask\":\"every\"}");
    JsonObject seen = ann.analyze(camera, Shots.next(false));
    assertThat(seen.getString("captionError")).isEqualTo("needs_model");
    assertThat(seen.getJsonNumber("brightness").doubleValue()).isPositive();
    assertThat(ann.frames(camera).get(0).getJsonObject("result")).isEqualTo(seen);
  }

  @Test
  void whatIsWrongIsNamed() {
    assertWrong("{}", "name");
    assertWrong("{\"name\":\"gate\",\"colour\":1}", "a camera");
    assertWrong("{\"name\":\"gate\",\"snapshotUrl\":\"http://10.0.0.1/\"}", "snapshotUrl");
    assertWrong("{\"name\":\"gate\",\"snapshotUrl\":\"ftp://example.org/\"}", "snapshotUrl");
    assertWrong("{\"name\":\"gate\",\"intervalSeconds\":0}", "intervalSeconds");
    assertWrong("{\"name\":\"gate\",\"schedule\":\"61 * * * *\"}", "schedule");
    assertWrong("{\"name\":\"gate\",\"schedule\":\"@daily\",\"timeZone\":\"Mars\"}", "timeZone");
    assertWrong("{\"name\":\"gate\",\"timeZone\":\"UTC\"}", "timeZone");
    assertWrong("{\"name\":\"gate\",\"schedule\":\"@daily\",\"intervalSeconds\":5}", "schedule");
    assertWrong("{\"name\":\"gate\",\"ask\":\"every\"}", "ask");
    assertWrong("{\"name\":\"gate\",\"question\":\"Open?\",\"ask\":\"always\"}", "ask");
    assertWrong("{\"name\":\"gate\",\"notify\":{\"events\":[\"rain\"]}}", "notify.events");
    assertWrong("{\"name\":\"gate\",\"notify\":{\"quietMinutes\":0}}", "notify.quietMinutes");
    assertWrong("{\"name\":\"gate\",\"notify\":{\"colour\":1}}", "notify");
    assertWrong("{\"name\":\"gate\",\"thresholds\":{\"dark\":2}}", "thresholds.dark");
    assertWrong("{\"name\":\"gate\",\"thresholds\":{\"bright\":1}}", "thresholds");
    assertWrong("{\"name\":\"gate\",\"zones\":[{}]}", "zones[0].name");
    assertWrong("{\"name\":\"gate\",\"zones\":[{\"name\":\"a\",\"x\":0}]}", "zones[0].");
    assertWrong(
        "{\"name\":\"gate\",\"zones\":[{\"name\":\"a\",\"points\":[[0,0],[1,0],[1,2]]}]}",
        "zones[0].points");
    assertWrong(
        "{\"name\":\"gate\",\"zones\":[{\"name\":\"a\",\"points\":[[0,0]]}]}", "zones[0].points");
  }

  private void assertWrong(String json, String field) {
    Api.Answer wrong = ann.api().post("/api/cameras", json);
    assertThat(wrong.status()).as("%s: %s", json, wrong).isEqualTo(400);
    assertThat(wrong.object().getString("field")).startsWith(field);
    assertThat(wrong.object().getString("detail")).contains("allowed");
  }
}
