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
      update camera_frame set status = 'analysed', result = ?, asks = ?
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

  /** What one transaction did. */
  private record Written(JsonObject result, boolean asks, List<String> events) {}

  /**
   * An analysed frame.
   *
   * @param result as JSON
   * @param asks whether a model is to be asked about it
   * @param question for the model; null if there is none, or no longer
   */
  public record Processed(Frame frame, JsonObject result, boolean asks, String question) {}

  /**
   * @param hasModel whether there is a model to ask about frames
   * @return empty if another frame was analysed meanwhile, and this one is to be tried again
   * @throws UnreadableFrame if it cannot be analysed, now or ever
   */
  public Optional<Processed> process(Owner owner, UUID cameraId, UUID frameId, boolean hasModel)
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
      JsonObject result = Json.read(frame.result()).asJsonObject();
      return Optional.of(processed(camera, frame, result, frame.asks()));
    }
    if (frame.error() != null) {
      throw UnreadableFrame.because(frame.error());
    }
    Stored stored = stored(cameraId);
    GreyImage image = decoded(frame);
    FrameAnalyzer.Result result =
        new FrameAnalyzer(camera.thresholds(), camera.zones())
            .analyze(image, frame.takenAt(), stored.baseline());
    return write(camera, frame, stored, result, hasModel)
        .map(written -> processed(camera, frame, written.result(), written.asks()));
  }

  private static Processed processed(Camera camera, Frame frame, JsonObject result, boolean asks) {
    return new Processed(frame, result, asks, camera.spec().question());
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

  private Optional<Written> write(
      Camera camera, Frame frame, Stored stored, FrameAnalyzer.Result result, boolean hasModel) {
    Written written =
        Sql.inTransaction(
            durable,
            connection -> {
              Optional<Camera> now = Camera.lock(connection, camera.id());
              if (now.isEmpty() || !keep(connection, camera.id(), stored, result.baseline())) {
                return null;
              }
              return write(connection, now.get(), frame, result.analysis(), hasModel);
            });
    if (written != null) {
      written.events().forEach(kind -> publisher.publish(new CameraStateChanged(kind)));
    }
    return Optional.ofNullable(written);
  }

  private static Written write(
      Connection connection, Camera camera, Frame frame, Analysis analysis, boolean hasModel)
      throws SQLException {
    FrameCaptions.Need need = FrameCaptions.need(connection, camera, analysis, hasModel);
    JsonObject json = need.in(analysis.toJson());
    if (Sql.update(connection, ANALYSED, json.toString(), need.asks(), frame.id()) == 0) {
      return new Written(json, false, List.of());
    }
    List<String> events =
        analysis.conditions().contains(Condition.LATE)
            ? List.of()
            : CameraStates.change(
                connection, camera, SEEN_BY_A_FRAME, CameraState.of(analysis), frame.id());
    return new Written(json, need.asks(), events);
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
