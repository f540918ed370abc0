package org.waybill.handlers.camera;

/** Which frame to analyse. */
public record FrameInput(String cameraId, String frameId) {}
