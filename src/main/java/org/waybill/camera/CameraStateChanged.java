package org.waybill.camera;

/**
 * A state of some camera began or ended.
 *
 * @param kind as of {@link CameraEvent}
 */
public record CameraStateChanged(String kind) {}
