package org.waybill.camera;

/**
 * A camera gave a picture, or none.
 *
 * @param polled whether it was asked for it
 */
public record FrameReceived(boolean polled, Result result) {

  /** What became of it. */
  public enum Result {
    ACCEPTED,
    /** The same bytes as before. */
    SAME,
    /** The frame before it still waits. */
    WAITING,
    /** No picture that can be read, or no answer. */
    UNREADABLE,
    /** The camera was deleted meanwhile. */
    GONE
  }
}
