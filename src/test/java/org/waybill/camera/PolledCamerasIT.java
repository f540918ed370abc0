package org.waybill.camera;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.waybill.running.LoopbackSite;
import org.waybill.running.Receiver;
import org.waybill.running.RunningServer;

/** Cameras that are polled, and what some of them answer instead of a picture. */
class PolledCamerasIT {

  private static RunningServer server;
  private static LoopbackSite site;

  private CameraCalls ann;
  private String path;
  private String camera;

  @BeforeAll
  static void start() {
    site = LoopbackSite.start();
    server =
        RunningServer.start(
            Map.of("WAYBILL_OUTBOUND_ALLOW", "127.0.0.1", "WAYBILL_CAMERAS_FETCH_TIME", "1s"));
  }

  @AfterAll
  static void end() {
    server.close();
    site.close();
  }

  @BeforeEach
  void aUser() {
    ann = new CameraCalls(server.api().user("ann-" + UUID.randomUUID()));
    path = "/" + UUID.randomUUID() + ".jpg";
  }

  @AfterEach
  void noMoreCameras() {
    ann.api().delete("/api/cameras/" + camera);
  }

  private void poll() {
    poll("\"intervalSeconds\":1");
  }

  private void poll(String timing) {
    camera =
        ann.add("{\"name\":\"gate\",%s,\"snapshotUrl\":\"%s\"}".formatted(timing, site.uri(path)));
  }

  private static byte[] picture(int number) {
    return Pictures.jpeg(Pictures.drawn(number), 0.8f);
  }

  private void awaitFrames(int count) {
    Awaitility.await()
        .atMost(CameraCalls.SOON)
        .untilAsserted(
            () ->
                assertThat(ann.frames(camera))
                    .hasSize(count)
                    .allMatch(frame -> frame.getString("status").equals("analysed")));
  }

  @Test
  void aPictureThatStaysTheSameIsOneFrameAndTheCameraIsFrozen() {
    site.put(path, "image/jpeg", picture(1));
    poll();
    awaitFrames(1);
    ann.awaitEvent(camera, "frozen_started");
    assertThat(ann.frames(camera)).hasSize(1);
    assertThat(ann.events(camera)).containsExactly("frozen_started");
    site.put(path, "image/jpeg", picture(2));
    ann.awaitEvent(camera, "frozen_ended");
    assertThat(ann.frames(camera)).hasSize(2);
  }

  @Test
  void whatIsNoPictureIsSaidAndLeavesFramesAndMotionAsTheyWere() {
    byte[] jpeg = picture(3);
    site.put(path, "image/jpeg", jpeg);
    poll();
    awaitFrames(1);
    site.put(path, "image/jpeg", new byte[0]);
    ann.awaitError(camera, "the body is empty");
    site.put(path, "text/html", "<!DOCTYPE html><title>Login</title>");
    ann.awaitError(camera, "HTML page");
    site.put(path, "image/jpeg", Arrays.copyOf(jpeg, jpeg.length / 2));
    ann.awaitError(camera, "incomplete");
    site.put(path, 503, "text/plain", "busy".getBytes(StandardCharsets.UTF_8), Map.of());
    ann.awaitError(camera, "status 503");
    assertThat(ann.frames(camera)).hasSize(1);
    assertThat(ann.events(camera)).doesNotContain("motion_started");
  }

  @Test
  void aCameraThatDoesNotAnswerIsSilentUntilItDoes() {
    site.put(path, "image/jpeg", picture(4));
    site.shut(path);
    poll();
    ann.awaitEvent(camera, "silent_started");
    ann.awaitError(camera, "no complete response within 1000 ms");
    site.open(path);
    ann.awaitEvent(camera, "silent_ended");
    assertThat(ann.states(camera)).doesNotContain("silent");
  }

  /** The stream does not end by itself: whoever reads it to its end gets nothing. */
  @Test
  void aStreamOfPicturesGivesItsFirstOneAndIsClosed() throws IOException {
    CountDownLatch closed = new CountDownLatch(1);
    AtomicInteger number = new AtomicInteger(10);
    try (Receiver stream = new Receiver(exchange -> stream(exchange, number, closed))) {
      camera =
          ann.add(
              "{\"name\":\"gate\",\"intervalSeconds\":1,\"snapshotUrl\":\"%s\"}"
                  .formatted(stream.at("/video")));
      Awaitility.await().atMost(CameraCalls.SOON).until(() -> ann.frames(camera).size() >= 2);
      Awaitility.await().atMost(CameraCalls.SOON).until(() -> closed.getCount() == 0);
      assertThat(ann.camera(camera).getString("error", "")).isEmpty();
    }
  }

  /** Writes one picture again and again, until its reader hangs up. */
  private static void stream(HttpExchange exchange, AtomicInteger number, CountDownLatch closed)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "multipart/x-mixed-replace;boundary=\"-x\"");
    exchange.sendResponseHeaders(200, 0);
    byte[] jpeg = picture(number.incrementAndGet());
    OutputStream out = exchange.getResponseBody();
    try {
      while (true) {
        out.write("\r\n---x\r\nContent-Type: image/jpeg\r\n\r\n".getBytes(StandardCharsets.UTF_8));
        out.write(jpeg);
        out.flush();
      }
    } catch (IOException e) {
      closed.countDown();
    }
  }

  @Test
  void aScheduleSaysWhenACameraIsPolledAndThreeMissedTimesAreSilence() {
    site.put(path, "image/jpeg", picture(6));
    poll("\"schedule\":\"* * * * * *\"");
    awaitFrames(1);
    site.put(path, 503, "text/plain", "busy".getBytes(StandardCharsets.UTF_8), Map.of());
    ann.awaitEvent(camera, "silent_started");
    assertThat(ann.camera(camera).getString("timeZone")).isEqualTo("UTC");
  }

  @Test
  void eachTimeIsOneNodesHoweverManyThereAre() {
    site.put(path, "image/jpeg", picture(5));
    try (RunningServer other = server.joinWorker(Map.of("WAYBILL_OUTBOUND_ALLOW", "127.0.0.1"))) {
      long begun = System.nanoTime();
      poll();
      Awaitility.await().atMost(CameraCalls.SOON).until(() -> site.asked(path) >= 5);
      long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun);
      assertThat(site.asked(path)).as("once a second").isLessThanOrEqualTo((int) seconds + 2);
      assertThat(other.launcher().process().isAlive()).isTrue();
    }
  }

  @Test
  void anAddressThatRedirectsInsideIsNotFollowed() {
    site.put(
        path, 302, "text/plain", new byte[0], Map.of("Location", "http://10.0.0.1/picture.jpg"));
    poll();
    ann.awaitError(camera, "10.0.0.1");
    assertThat(ann.frames(camera)).isEmpty();
  }
}
