package org.waybill.camera;

/** A camera was made or changed on this node: it may be due sooner than any other. */
public record CameraChanged() {}
