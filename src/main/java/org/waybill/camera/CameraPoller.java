package org.waybill.camera;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.waybill.camera.FrameReceived.Result;
import org.waybill.config.CameraSettings;
import org.waybill.config.Settings;
import org.waybill.event.Publisher;
import org.waybill.outbound.CallLimits;
import org.waybill.outbound.GetResult;
import org.waybill.outbound.RefusedAddress;
import org.waybill.outbound.SafeHttpClient;
import org.waybill.security.OwnerRights;
import org.waybill.sql.DatabaseException;
import org.waybill.sql.Sql;

/** Gets the pictures of cameras that are due, each on whichever node comes first. */
@ApplicationScoped
public class CameraPoller {

  /** How many cameras a node asks at once: one that does not answer holds a thread. */
  public static final int LANES = 4;

  private static final Logger LOG = Logger.getLogger(CameraPoller.class.getName());
  private static final long REST_MILLIS = 500;
  private static final int LONGEST_REASON = 500;

  /** A camera that fails again and again is asked up to eight times less often. */
  private static final String CLAIM =
      """
      update camera set next_at =
        now() + least(power(2, failures), 8) * interval_ms * interval '1 millisecond'
      where id = (select id from camera where next_at <= now()
        order by next_at limit 1 for update skip locked)
      returning *
      """;

  private static final String FAILED =
      "update camera set failures = least(failures + 1, 10), error = ? where id = ?";

  @Resource(name = "jdbc/waybill")
  private DataSource durable;

  @Inject private FrameIntake intake;
  @Inject private SafeHttpClient http;
  @Inject private OwnerRights rights;
  @Inject private Settings settings;
  @Inject private Publisher publisher;

  /** Polls until interrupted. */
  public void run() throws InterruptedException {
    while (true) {
      try {
        while (pollNext()) {
          // As long as there is more.
        }
      } catch (DatabaseException e) {
        LOG.log(Level.WARNING, "Polling cameras failed, retrying: {0}", e.getMessage());
      }
      TimeUnit.MILLISECONDS.sleep(REST_MILLIS);
    }
  }

  /** Whether there was a camera to ask. */
  boolean pollNext() throws InterruptedException {
    Optional<Camera> due = Sql.query(durable, Camera::read, CLAIM).stream().findFirst();
    if (due.isPresent()) {
      poll(due.get());
    }
    return due.isPresent();
  }

  private void poll(Camera camera) throws InterruptedException {
    if (rights.of(camera.owner().tenant(), camera.owner().userId()).isEmpty()) {
      failed(camera, "its owner has no valid token any more");
      return;
    }
    try {
      intake.take(camera.id(), picture(camera), null, true);
    } catch (UnreadableFrame e) {
      note(camera, e.getMessage());
    } catch (RefusedAddress | IOException e) {
      failed(camera, e.getMessage());
    }
  }

  private byte[] picture(Camera camera) throws IOException, InterruptedException {
    CallLimits limits =
        new CallLimits(settings.get(CameraSettings.FETCH_TIME), FrameHeader.MOST_BYTES);
    GetResult result = http.get(URI.create(camera.spec().snapshotUrl()), limits);
    if (!result.isSuccess()) {
      throw new IOException("the camera answered with status " + result.status());
    }
    return result.body();
  }

  private void failed(Camera camera, String reason) {
    publisher.publish(new FrameReceived(true, Result.UNREADABLE));
    note(camera, reason);
  }

  /** Logged when it changes; the camera's owner sees it. */
  private void note(Camera camera, String reason) {
    String text = String.valueOf(reason);
    String shown = text.length() > LONGEST_REASON ? text.substring(0, LONGEST_REASON) : text;
    if (!shown.equals(camera.error())) {
      LOG.log(Level.INFO, "Camera {0} gave no picture: {1}", new Object[] {camera.id(), shown});
    }
    Sql.update(durable, FAILED, shown, camera.id());
  }
}
