package org.waybill.camera;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.waybill.running.Api;
import org.waybill.running.RunningServer;

/** A device's token sends frames of its own camera, and every interface rejects all else. */
class CameraDevicesIT {

  private static RunningServer server;
  private static CameraCalls owner;
  private static String camera;
  private static Api device;

  @BeforeAll
  static void start() {
    server = RunningServer.start(Map.of());
    owner = new CameraCalls(server.api().user("ann-" + UUID.randomUUID()));
    camera = owner.add("{\"name\":\"gate\"}");
    device = device(camera);
  }

  @AfterAll
  static void end() {
    server.close();
  }

  private static Api device(String id) {
    Api.Answer made = owner.api().post("/api/cameras/" + id + "/token", "");
    assertThat(made.status()).as(made.toString()).isEqualTo(201);
    assertThat(made.object().getString("role")).isEqualTo("device");
    return new Api(server.api().base(), made.object().getString("token"));
  }

  private static byte[] picture(int number) {
    return Pictures.jpeg(Pictures.drawn(number), 0.8f);
  }

  @Test
  void itSendsFramesOfItsCamera() {
    Api.Answer sent = new CameraCalls(device).send(camera, "image/jpeg", picture(1));
    assertThat(sent.status()).as(sent.toString()).isEqualTo(202);
    owner.api().awaitStatus(sent.object().getString("taskId"), "completed", CameraCalls.SOON);
  }

  @Test
  void notOfAnotherCameraOfTheSameUser() {
    String other = owner.add("{\"name\":\"yard\"}");
    Api.Answer sent = new CameraCalls(device).send(other, "image/jpeg", picture(2));
    assertThat(sent.status()).isEqualTo(403);
    assertThat(owner.frames(other)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "GET,/api/cameras",
    "POST,/api/cameras",
    "GET,/api/cameras/CAMERA",
    "PUT,/api/cameras/CAMERA",
    "DELETE,/api/cameras/CAMERA",
    "GET,/api/cameras/CAMERA/frames",
    "GET,/api/cameras/CAMERA/events",
    "POST,/api/cameras/CAMERA/token",
    "GET,/api/tasks",
    "POST,/api/tasks",
    "GET,/api/tasks/events",
    "POST,/api/chat/stream",
    "GET,/api/documents",
    "GET,/api/limits/me",
    "GET,/api/types",
    "GET,/api/nowhere",
    "GET,/api/tokens",
    "POST,/a2a",
    "POST,/a2a/v1/message:send",
    "POST,/mcp",
    "GET,/mcp",
    "POST,/agui/general",
    "POST,/v1/responses",
    "GET,/v1/models",
    "POST,/pipeline/jobs",
    "POST,/message/send/async"
  })
  void everythingElseIsForbidden(String method, String path) {
    Api.Answer answer =
        device.send(
            device
                .request(path.replace("CAMERA", camera))
                .header("Content-Type", "application/json")
                .method(
                    method,
                    method.equals("GET") || method.equals("DELETE")
                        ? BodyPublishers.noBody()
                        : BodyPublishers.ofString("{}"))
                .build());
    assertThat(answer.status()).as(answer.toString()).isEqualTo(403);
  }

  @Test
  void socketsAreForbidden() {
    URI uri = URI.create("ws://" + server.api().base().getAuthority() + "/ws/tasks");
    Throwable refused =
        Assertions.catchThrowable(
            () ->
                HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .header("Authorization", "Bearer " + device.token())
                    .buildAsync(
                        uri,
                        new WebSocket.Listener() {
                          // It is never opened.
                        })
                    .join());
    assertThat(refused)
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOfSatisfying(
            WebSocketHandshakeException.class,
            e -> assertThat(e.getResponse().statusCode()).isEqualTo(403));
  }

  @Test
  void aNewTokenEndsTheOneBeforeAndTheCamerasEndEndsIt() {
    String other = owner.add("{\"name\":\"door\"}");
    Api first = device(other);
    Api second = device(other);
    assertThat(new CameraCalls(first).send(other, "image/jpeg", picture(3)).status())
        .isEqualTo(401);
    assertThat(new CameraCalls(second).send(other, "image/jpeg", picture(3)).status())
        .isEqualTo(202);
    assertThat(owner.api().delete("/api/cameras/" + other).status()).isEqualTo(204);
    assertThat(new CameraCalls(second).send(other, "image/jpeg", picture(4)).status())
        .isIn(401, 403, 404);
  }

  @Test
  void administratorsMakeNoTokensOfDevices() {
    Api.Answer made = server.api().post("/api/tokens", "{\"userId\":\"ann\",\"role\":\"device\"}");
    assertThat(made.status()).isEqualTo(400);
    assertThat(made.object().getString("detail")).contains("allowed: user, operator");
  }
}
