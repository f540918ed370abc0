package org.waybill.camera;

/**
 * A question about a frame is settled.
 *
 * @param result {@code answered}, or the code of why there is no answer
 */
public record CaptionEnded(String result) {}
