package org.waybill.camera;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.waybill.config.CameraSettings;
import org.waybill.config.Settings;
import org.waybill.outbound.OpenResponse;
import org.waybill.outbound.SafeHttpClient;
import org.waybill.time.Ticker;

/**
 * Gets a camera's picture. A camera that answers with a stream of pictures (MJPEG) gives the first
 * one; then the connection is closed.
 */
@ApplicationScoped
class SnapshotReader {

  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
  private static final int MOST_REDIRECTS = 5;
  private static final Map<String, String> HEADERS = Map.of("Accept-Encoding", "identity");

  @Inject private SafeHttpClient http;
  @Inject private Settings settings;
  @Inject private Ticker ticker;

  /**
   * Whatever the camera sends instead of a picture.
   *
   * @throws IOException if it does not answer in time, or with more than a picture may have
   * @throws org.waybill.outbound.RefusedAddress if its address must not be called
   */
  byte[] read(String url) throws IOException, InterruptedException {
    Duration timeout = settings.get(CameraSettings.FETCH_TIME);
    long start = ticker.nanos();
    try {
      return read(URI.create(url), timeout, start);
    } catch (IOException e) {
      if (Thread.interrupted()) {
        throw interrupted(e);
      }
      if (ticker.since(start).compareTo(timeout) >= 0) {
        throw new IOException("no complete response within " + timeout.toMillis() + " ms", e);
      }
      throw e;
    }
  }

  private byte[] read(URI first, Duration timeout, long start)
      throws IOException, InterruptedException {
    URI uri = first;
    for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
      Duration left = timeout.minus(ticker.since(start));
      try (OpenResponse response = http.open("GET", uri, HEADERS, null, left)) {
        String location = response.header("Location");
        if (!REDIRECTS.contains(response.status()) || location.isEmpty()) {
          return picture(response);
        }
        uri = redirected(uri, location);
      }
    }
    throw new IOException("there are more than " + MOST_REDIRECTS + " redirects");
  }

  private static URI redirected(URI from, String location) throws IOException {
    URI next;
    try {
      next = from.resolve(location);
    } catch (IllegalArgumentException e) {
      throw new IOException("it redirects to '" + location + "', which is not a valid URL", e);
    }
    if (from.getScheme().equalsIgnoreCase("https") && "http".equalsIgnoreCase(next.getScheme())) {
      throw new IOException("it redirects from https to http");
    }
    return next;
  }

  private static byte[] picture(OpenResponse response) throws IOException {
    if (response.status() < 200 || response.status() > 299) {
      throw new IOException("the camera answered with status " + response.status());
    }
    Optional<MixedReplace> stream = MixedReplace.of(response.header("Content-Type"));
    if (stream.isPresent()) {
      return stream.get().firstPart(response.body());
    }
    byte[] body = response.body().readNBytes(FrameHeader.MOST_BYTES + 1);
    if (body.length > FrameHeader.MOST_BYTES) {
      throw new IOException("the picture has more than 10 MB");
    }
    return body;
  }

  private static InterruptedException interrupted(Exception cause) {
    InterruptedException interrupted = new InterruptedException("interrupted while polling");
    interrupted.initCause(cause);
    return interrupted;
  }
}
