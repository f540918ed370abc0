package org.waybill.camera;

/** A frame that cannot be analysed; the message says why. */
public class UnreadableFrame extends Exception {

  private static final long serialVersionUID = 1L;

  private UnreadableFrame(String message, Throwable cause) {
    super(message, cause);
  }

  /** Bytes that are no picture; the message says what is allowed, too. */
  UnreadableFrame(String what) {
    this(what + "; allowed: " + FrameHeader.ALLOWED, null);
  }

  /** A frame that is no longer there, or has failed before. */
  static UnreadableFrame because(String reason) {
    return new UnreadableFrame(reason, null);
  }

  /** Bytes that the decoder cannot read. */
  static UnreadableFrame damaged(String what, Throwable cause) {
    return new UnreadableFrame(what + "; allowed: " + FrameHeader.ALLOWED, cause);
  }
}
