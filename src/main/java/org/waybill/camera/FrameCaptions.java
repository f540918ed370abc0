package org.waybill.camera;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;
import org.waybill.event.Publisher;
import org.waybill.json.Json;
import org.waybill.sql.Sql;

/** What a model answers about frames: {@code caption} in their result, or {@code captionError}. */
@ApplicationScoped
public class FrameCaptions {

  /** There is no model that looks at pictures. */
  public static final String NEEDS_MODEL = "needs_model";

  /** The model is still asked about another frame of the camera. */
  static final String OTHER_WAITS = "other_frame_waits";

  private static final String CAPTION = "caption";
  private static final String ERROR = "captionError";

  /** A task that was lost must not keep the others for ever. */
  private static final String RELEASE_LOST =
      """
      update camera_frame set asks = false
      where camera_id = ? and asks and received_at < now() - interval '1 hour'
      """;

  private static final String OTHER = "select 1 from camera_frame where camera_id = ? and asks";

  private static final String WRITE =
      """
      update camera_frame set asks = false,
        result = (result::jsonb || jsonb_build_object(?::text, ?::text))::text
      where %s and asks
      """;

  @Resource(name = "jdbc/waybill")
  private DataSource durable;

  @Inject private Publisher publisher;

  /**
   * Whether a model is to be asked about a frame.
   *
   * @param error why not, or null
   */
  record Need(boolean asks, String error) {

    JsonObject in(JsonObject result) {
      return error == null ? result : Json.builder(result).add(ERROR, error).build();
    }
  }

  /** One frame of a camera at a time: that nobody asks about two, the camera's row is locked. */
  static Need need(Connection connection, Camera camera, Analysis analysis, boolean hasModel)
      throws SQLException {
    boolean fits = camera.spec().ask() == CameraSpec.Ask.EVERY || analysis.isMotion();
    boolean isLate = analysis.conditions().contains(Condition.LATE);
    if (camera.spec().question() == null || !fits || isLate) {
      return new Need(false, null);
    }
    if (!hasModel) {
      return new Need(false, NEEDS_MODEL);
    }
    Sql.update(connection, RELEASE_LOST, camera.id());
    boolean waits = !Sql.query(connection, row -> true, OTHER, camera.id()).isEmpty();
    return new Need(!waits, waits ? OTHER_WAITS : null);
  }

  /** Stores the answer; the result with it. */
  public JsonObject answered(FrameProcessor.Processed frame, String caption) {
    publisher.publish(new CaptionEnded("answered"));
    return write(frame, CAPTION, caption);
  }

  /**
   * There is no answer, and there will be none; the result that says so.
   *
   * @param code for programs
   */
  public JsonObject failed(FrameProcessor.Processed frame, String code) {
    publisher.publish(new CaptionEnded(code));
    return write(frame, ERROR, code);
  }

  private JsonObject write(FrameProcessor.Processed frame, String member, String text) {
    Sql.update(durable, WRITE.formatted("id = ?"), member, text, frame.frame().id());
    return Json.builder(frame.result()).add(member, text).build();
  }

  /** A task that ended before its frame had an answer does not keep later frames from one. */
  public void giveUp(UUID task, String code) {
    Sql.update(durable, WRITE.formatted("task_id = ?"), ERROR, code, task);
  }
}
