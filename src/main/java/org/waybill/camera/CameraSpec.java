package org.waybill.camera;

import java.time.Duration;

/**
 * The part of a camera that its owner sets.
 *
 * @param snapshotUrl where its picture is got; null for a camera that sends its frames
 * @param interval between two frames, or null where nothing is expected
 * @param zones JSON array text, checked
 * @param thresholds JSON object text, checked
 */
public record CameraSpec(
    String name, String snapshotUrl, Duration interval, String zones, String thresholds) {}
