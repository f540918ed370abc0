package org.waybill.camera;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.waybill.event.Publisher;
import org.waybill.json.Json;
import org.waybill.owner.Owner;
import org.waybill.sql.Sql;

/**
 * Analyses a waiting frame. Its result, the baseline and the camera's states change together, once,
 * however often it is tried.
 */
@ApplicationScoped
public class FrameProcessor {

  private static final Set<CameraState> SEEN_BY_A_FRAME =
      EnumSet.complementOf(EnumSet.of(CameraState.SILENT));

  private static final String FRAME = "select * from camera_frame where id = ? and camera_id = ?";

  private static final String BASELINE =
      "select version, data from camera_baseline where camera_id = ?";

  private static final String FIRST =
      """
      insert into camera_baseline (camera_id, version, data) values (?, 1, ?)
      on conflict do nothing
      """;

  private static final String NEXT =
      """
      update camera_baseline set version = version + 1, data = ?
      where camera_id = ? and version = ?
      """;

  private static final String ANALYSED =
      """
      update camera_frame set status = 'analysed', result = ?
      where id = ? and status = 'waiting'
      """;

  private static final String FAILED =
      "update camera_frame set status = 'failed', error = ? where id = ? and status = 'waiting'";

  private static final String FAILED_TASK =
      """
      update camera_frame set status = 'failed', error = ?
      where task_id = ? and status = 'waiting'
      """;

  @Resource(name = "jdbc/waybill")
  private DataSource durable;

  @Inject private Cameras cameras;
  @Inject private FrameFiles files;
  @Inject private Publisher publisher;

  private record Stored(int version, Baseline baseline) {}

  /**
   * @return the result as JSON; empty if another frame was analysed meanwhile, and this one is to
   *     be tried again
   * @throws UnreadableFrame if it cannot be analysed, now or ever
   */
  public Optional<JsonObject> process(Owner owner, UUID cameraId, UUID frameId)
      throws UnreadableFrame, IOException {
    Camera camera =
        cameras
            .find(owner, cameraId)
            .orElseThrow(() -> UnreadableFrame.because("there is no camera " + cameraId));
    Frame frame =
        Sql.query(durable, Frame::read, FRAME, frameId, cameraId).stream()
            .findFirst()
            .orElseThrow(() -> UnreadableFrame.because("there is no frame " + frameId));
    if (frame.result() != null) {
      return Optional.of(Json.read(frame.result()).asJsonObject());
    }
    if (frame.error() != null) {
      throw UnreadableFrame.because(frame.error());
    }
    Stored stored = stored(cameraId);
    GreyImage image = decoded(frame);
    FrameAnalyzer.Result result =
        new FrameAnalyzer(camera.thresholds(), camera.zones())
            .analyze(image, frame.takenAt(), stored.baseline());
    return write(camera, frame, stored, result)
        ? Optional.of(result.analysis().toJson())
        : Optional.empty();
  }

  private Stored stored(UUID camera) {
    return Sql.query(
            durable,
            row -> new Stored(row.getInt("version"), Baseline.of(row.getBytes("data"))),
            BASELINE,
            camera)
        .stream()
        .findFirst()
        .orElse(new Stored(0, null));
  }

  private GreyImage decoded(Frame frame) throws UnreadableFrame, IOException {
    try {
      return FrameDecoder.decode(files.read(frame.fileKey()));
    } catch (NoSuchFileException e) {
      fail(frame, "its file is no longer there");
      throw UnreadableFrame.because("its file is no longer there");
    } catch (UnreadableFrame e) {
      fail(frame, e.getMessage());
      throw e;
    }
  }

  private void fail(Frame frame, String reason) {
    Sql.update(durable, FAILED, reason, frame.id());
  }

  /** A task that ended without a result leaves no frame that waits for ever. */
  public void giveUp(UUID task, String reason) {
    Sql.update(durable, FAILED_TASK, reason, task);
  }

  private boolean write(Camera camera, Frame frame, Stored stored, FrameAnalyzer.Result result) {
    List<String> events =
        Sql.inTransaction(
            durable,
            connection -> {
              Optional<Camera> now = Camera.lock(connection, camera.id());
              if (now.isEmpty() || !keep(connection, camera.id(), stored, result.baseline())) {
                return null;
              }
              String json = result.analysis().toJson().toString();
              if (Sql.update(connection, ANALYSED, json, frame.id()) == 0) {
                return List.of();
              }
              boolean isLate = result.analysis().conditions().contains(Condition.LATE);
              return isLate
                  ? List.<String>of()
                  : CameraStates.change(
                      connection,
                      now.get(),
                      SEEN_BY_A_FRAME,
                      CameraState.of(result.analysis()),
                      frame.id());
            });
    if (events != null) {
      events.forEach(kind -> publisher.publish(new CameraStateChanged(kind)));
    }
    return events != null;
  }

  /** Whether nobody else has changed it meanwhile. */
  private static boolean keep(Connection connection, UUID camera, Stored stored, Baseline baseline)
      throws SQLException {
    if (baseline == null || baseline == stored.baseline()) {
      return true;
    }
    byte[] data = baseline.toBytes();
    return stored.version() == 0
        ? Sql.update(connection, FIRST, camera, data) > 0
        : Sql.update(connection, NEXT, data, camera, stored.version()) > 0;
  }
}
