package org.waybill.camera;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorDefinition;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.waybill.camera.FrameReceived.Result;
import org.waybill.event.Publisher;
import org.waybill.outbound.RefusedAddress;
import org.waybill.security.OwnerRights;
import org.waybill.sql.DatabaseException;
import org.waybill.sql.Sql;

/**
 * Gets the pictures of cameras that are due, each on whichever node comes first. One thread looks
 * for them, rests until the next one is due, and claims one whenever a lane is free to ask it.
 */
@ApplicationScoped
@ManagedExecutorDefinition(name = CameraPoller.LANES, maxAsync = CameraPoller.MOST_AT_ONCE)
public class CameraPoller {

  static final String LANES = "java:app/concurrent/waybill-cameras";

  /** How many cameras a node asks at once: one that does not answer holds a lane. */
  static final int MOST_AT_ONCE = 4;

  private static final Logger LOG = Logger.getLogger(CameraPoller.class.getName());

  /** Nobody tells of a camera that was made or changed on another node. */
  static final long LONGEST_REST_MILLIS = 2_000;

  private static final int LONGEST_REASON = 500;

  private static final String DUE =
      """
      select * from camera where next_at <= now() order by next_at limit 1 for update skip locked
      """;

  private static final String NOW = "select now() as now";

  private static final String CLAIM = "update camera set next_at = ? where id = ?";

  private static final String REST =
      """
      select ceil(extract(epoch from min(next_at) - now()) * 1000)::int8 as millis from camera
      where next_at is not null
      """;

  private static final String FAILED =
      "update camera set failures = least(failures + 1, 10), error = ? where id = ?";

  @Resource(name = "jdbc/waybill")
  private DataSource durable;

  @Resource(lookup = LANES)
  private ManagedExecutorService lanes;

  @Inject private FrameIntake intake;
  @Inject private SnapshotReader snapshots;
  @Inject private OwnerRights rights;
  @Inject private Publisher publisher;

  private final Semaphore free = new Semaphore(MOST_AT_ONCE);
  private final Semaphore wake = new Semaphore(0);

  void observe(@Observes CameraChanged change) {
    wake.release();
  }

  /** Polls until interrupted. */
  public void run() throws InterruptedException {
    while (true) {
      long rest = LONGEST_REST_MILLIS;
      try {
        while (pollNext()) {
          // As long as there is more.
        }
        rest = rest();
      } catch (DatabaseException e) {
        LOG.log(Level.WARNING, "Polling cameras failed, retrying: {0}", e.getMessage());
      }
      boolean ignored = wake.tryAcquire(rest, TimeUnit.MILLISECONDS);
      wake.drainPermits();
    }
  }

  /** Whether there was a camera to ask. */
  boolean pollNext() throws InterruptedException {
    free.acquire();
    boolean isHandedOver = false;
    try {
      Optional<Camera> due = Sql.inTransaction(durable, CameraPoller::claim);
      if (due.isEmpty()) {
        return false;
      }
      lanes.execute(() -> inLane(due.get()));
      isHandedOver = true;
    } catch (RejectedExecutionException e) {
      LOG.log(Level.FINE, "A camera is not polled this time: the server stops", e);
    } finally {
      if (!isHandedOver) {
        free.release();
      }
    }
    return isHandedOver;
  }

  private static Optional<Camera> claim(Connection connection) throws SQLException {
    List<Camera> due = Sql.query(connection, Camera::read, DUE);
    for (Camera camera : due) {
      Instant now = Sql.query(connection, row -> Sql.instant(row, "now"), NOW).get(0);
      Instant next = camera.spec().timing().next(now, camera.failures()).orElse(null);
      Sql.update(connection, CLAIM, next, camera.id());
    }
    return due.stream().findFirst();
  }

  /** Until the next camera is due. */
  long rest() {
    long millis =
        Sql.query(
                durable,
                row -> {
                  long value = row.getLong("millis");
                  return row.wasNull() ? LONGEST_REST_MILLIS : value;
                },
                REST)
            .get(0);
    return Math.max(1, Math.min(LONGEST_REST_MILLIS, millis));
  }

  private void inLane(Camera camera) {
    try {
      poll(camera);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (DatabaseException e) {
      LOG.log(Level.WARNING, "A camera was not polled, retrying: {0}", e.getMessage());
    } catch (RuntimeException e) {
      LOG.log(Level.SEVERE, e, () -> "Polling camera " + camera.id() + " failed unexpectedly");
    } finally {
      free.release();
    }
  }

  private void poll(Camera camera) throws InterruptedException {
    if (rights.of(camera.owner().tenant(), camera.owner().userId()).isEmpty()) {
      failed(camera, "its owner has no valid token any more");
      return;
    }
    try {
      intake.take(camera.id(), snapshots.read(camera.spec().snapshotUrl()), null, true);
    } catch (UnreadableFrame e) {
      note(camera, e.getMessage());
    } catch (RefusedAddress | IOException e) {
      failed(camera, e.getMessage());
    }
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
