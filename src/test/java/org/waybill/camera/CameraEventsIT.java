package org.waybill.camera;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.waybill.agent.ScriptedModel;
import org.waybill.json.Json;
import org.waybill.running.Api;
import org.waybill.running.Inbox;
import org.waybill.running.Notices;
import org.waybill.running.RunningServer;

/** Who learns of what a camera sees, pictures with marks, and a model that looks at frames. */
class CameraEventsIT {

  private static RunningServer server;
  private static Inbox inbox;
  private static ScriptedModel model;
  private static volatile ScriptedModel.Script script;

  private CameraCalls ann;

  @BeforeAll
  static void start() throws Exception {
    inbox = new Inbox();
    model = new ScriptedModel(exchange -> script.answer(exchange));
    server =
        RunningServer.start(
            Map.of(
                "WAYBILL_OUTBOUND_ALLOW", "127.0.0.1",
                "WAYBILL_LLM_URL", model.url(),
                "WAYBILL_LLM_MODEL", "eyes",
                "WAYBILL_CAMERAS_MODEL", "eyes"));
  }

  @AfterAll
  static void end() {
    server.close();
    model.close();
    inbox.close();
  }

  @BeforeEach
  void aUser() {
    ann = new CameraCalls(server.api().user("ann-" + UUID.randomUUID()));
  }

  /** Three frames, the last of them with something that moves; what the last shows. */
  private JsonObject motion(String camera) {
    ann.analyze(camera, Shots.next(false));
    ann.analyze(camera, Shots.next(false));
    return ann.analyze(camera, Shots.next(true));
  }

  @Test
  void motionReachesTheWebhookOnceSignedAndTheNotifications() throws Exception {
    String camera = ann.add("{\"name\":\"gate\"}");
    Api.Answer hook =
        ann.api()
            .post(
                "/api/webhooks",
                "{\"url\":\"%s\",\"events\":[\"camera.motion_started\",\"task.failed\"]}"
                    .formatted(inbox.at("/motion")));
    assertThat(hook.status()).as(hook.toString()).isEqualTo(201);
    assertThat(hook.object().getJsonArray("events").toString())
        .isEqualTo("[\"task.failed\",\"camera.motion_started\"]");
    JsonObject seen = motion(camera);
    Inbox.Post post = inbox.await("/motion", 1, CameraCalls.SOON).get(0);
    assertThat(post.isSignedWith(hook.object().getString("secret"))).isTrue();
    JsonObject body = post.json();
    assertThat(body.getString("type")).isEqualTo("camera.event");
    assertThat(body.getString("event")).isEqualTo("motion_started");
    assertThat(body.getJsonObject("camera").getString("id")).isEqualTo(camera);
    assertThat(body.getJsonArray("boxes")).isEqualTo(seen.getJsonArray("boxes"));

    JsonObject notice = new Notices(ann.api()).all().get(0);
    assertThat(notice.getString("event")).isEqualTo("camera.motion_started");
    assertThat(notice.getString("text")).isEqualTo("gate: motion started");
    String image = notice.getJsonObject("links").getString("image");
    assertThat(image).endsWith(body.getString("frameId"));
    assertThat(picture(image + "?marked=true&width=320").getWidth()).isEqualTo(320);

    ann.analyze(camera, Shots.next(false));
    ann.analyze(camera, Shots.next(true));
    inbox.await("/motion", 2, CameraCalls.SOON);
    assertThat(new Notices(ann.api()).all()).as("one in the quiet time").hasSize(1);
    Awaitility.await()
        .atMost(CameraCalls.SOON)
        .untilAsserted(
            () ->
                assertThat(deliveries(hook.object().getString("id")))
                    .hasSize(2)
                    .allMatch(each -> each.getString("state").equals("delivered"))
                    .allMatch(each -> each.getString("cameraId").equals(camera))
                    .allMatch(each -> each.getString("type").equals("camera.motion_started")));
  }

  private List<JsonObject> deliveries(String hook) {
    return ann.api()
        .get("/api/webhooks/" + hook + "/deliveries")
        .object()
        .getJsonArray("items")
        .getValuesAs(JsonObject.class);
  }

  private BufferedImage picture(String path) throws Exception {
    HttpResponse<byte[]> answer =
        HttpClient.newHttpClient()
            .send(ann.api().request(path).GET().build(), BodyHandlers.ofByteArray());
    assertThat(answer.headers().firstValue("Content-Type")).contains("image/jpeg");
    return ImageIO.read(new ByteArrayInputStream(answer.body()));
  }

  @Test
  void aPictureIsMarkedAndScaledAsAsked() throws Exception {
    String camera =
        ann.add(
            "{\"name\":\"gate\",\"zones\":[{\"name\":\"a\",\"x\":0.25,\"y\":0.25,\"width\":0.5,\"height\":0.5}]}");
    ann.analyze(camera, Shots.next(false));
    String image = ann.frames(camera).get(0).getJsonObject("links").getString("image");
    assertThat(picture(image + "?width=100").getHeight()).isEqualTo(75);
    BufferedImage marked = picture(image + "?marked=true");
    assertThat(marked.getWidth()).isEqualTo(FrameSeries.WIDTH);
    int edge = marked.getRGB(FrameSeries.WIDTH / 2, FrameSeries.HEIGHT / 4);
    assertThat(edge & 0xFF).as("blue of a zone's edge").isGreaterThan(180);
    assertThat(edge >> 16 & 0xFF).isLessThan(120);
    for (String wrong : List.of("width=15", "width=9999", "width=x", "marked=maybe")) {
      Api.Answer refused = ann.api().get(image + "?" + wrong);
      assertThat(refused.status()).as(wrong).isEqualTo(400);
      assertThat(refused.object().getString("field")).isEqualTo(wrong.replaceAll("=.*", ""));
    }
  }

  @Test
  void aModelAnswersTheQuestionAboutAFrameThatMovesAndItsRecordHasNoPicture() {
    script = ScriptedModel.says("Yes, ", "wide open.");
    String camera = ann.add("{\"name\":\"gate\",\"question\":\"Is the gate open?\"}");
    JsonObject still = ann.analyze(camera, Shots.next(false));
    assertThat(still.containsKey("caption")).isFalse();
    assertThat(still.containsKey("captionError")).isFalse();
    ann.analyze(camera, Shots.next(false));
    JsonObject seen = ann.analyze(camera, Shots.next(true));
    assertThat(seen.getString("caption")).isEqualTo("Yes, wide open.");
    JsonObject frame = ann.frames(camera).get(0);
    assertThat(frame.getJsonObject("result")).isEqualTo(seen);

    String request = model.requests().get(model.requests().size() - 1);
    JsonArray messages = Json.read(request).asJsonObject().getJsonArray("messages");
    JsonArray content = messages.getJsonObject(1).getJsonArray("content");
    assertThat(content.getJsonObject(0).getString("text")).isEqualTo("Is the gate open?");
    assertThat(content.getJsonObject(1).getJsonObject("image_url").getString("url"))
        .startsWith("data:image/jpeg;base64,/9j/");
    String records = "/api/model-calls?task=" + frame.getString("taskId");
    JsonObject record =
        Awaitility.await()
            .atMost(CameraCalls.SOON)
            .until(
                () -> server.api().get(records).object().getJsonArray("items"),
                items -> !items.isEmpty())
            .getJsonObject(0);
    String contents =
        server.api().get("/api/model-calls/" + record.getString("id")).object().toString();
    assertThat(contents).contains("Is the gate open?").contains("\"mediaType\":\"image/jpeg\"");
    assertThat(contents).doesNotContain("/9j/");
  }

  @Test
  void aModelThatIsBusyDelaysTheAnswerAndNothingElse() {
    AtomicInteger asked = new AtomicInteger();
    CountDownLatch mayAnswer = new CountDownLatch(1);
    script =
        exchange -> {
          if (asked.incrementAndGet() == 1) {
            ScriptedModel.fails(429, "1").answer(exchange);
          } else {
            mayAnswer.await();
            ScriptedModel.says("A cat.").answer(exchange);
          }
        };
    String camera = ann.add("{\"name\":\"gate\",\"question\":\"What is it?\",\"ask\":\"every\"}");
    String task = ann.send(camera, "image/jpeg", Shots.next(false)).object().getString("taskId");
    Awaitility.await()
        .atMost(CameraCalls.SOON)
        .until(() -> ann.frames(camera).get(0).getString("status").equals("analysed"));
    JsonObject next = ann.analyze(camera, Shots.next(false));
    assertThat(next.getString("captionError")).isEqualTo("other_frame_waits");
    mayAnswer.countDown();
    JsonObject output =
        ann.api().awaitStatus(task, "completed", CameraCalls.SOON).getJsonObject("output");
    assertThat(output.getString("caption")).isEqualTo("A cat.");
    assertThat(output.getJsonNumber("brightness").doubleValue()).isPositive();
  }
}
