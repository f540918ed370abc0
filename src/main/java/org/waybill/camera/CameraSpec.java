package org.waybill.camera;

import java.time.Duration;
import java.util.List;

/**
 * The part of a camera that its owner sets.
 *
 * @param snapshotUrl where its picture is got; null for a camera that sends its frames
 * @param timing when a picture is expected, or null where none is
 * @param zones JSON array text, checked
 * @param thresholds JSON object text, checked
 * @param question for a model that looks at frames, or null
 * @param ask of which frames
 * @param notices which of its events are notifications
 */
public record CameraSpec(
    String name,
    String snapshotUrl,
    CameraSchedule timing,
    String zones,
    String thresholds,
    String question,
    Ask ask,
    Notices notices) {

  /** Of which frames a model is asked. */
  public enum Ask {
    /** Of those in which something moves. */
    MOTION,
    EVERY
  }

  /**
   * Which events are notifications.
   *
   * @param events kinds of events, such as {@code motion_started}
   * @param quiet one of a kind in this time
   */
  public record Notices(List<String> events, Duration quiet) {

    public static final Notices USUAL =
        new Notices(
            List.of(
                CameraState.SILENT.event(true),
                CameraState.DARK.event(true),
                CameraState.FROZEN.event(true),
                CameraState.MOTION.event(true)),
            Duration.ofMinutes(15));
  }
}
