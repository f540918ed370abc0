package org.waybill.camera;

import java.util.Locale;

/** Something about a frame, or its camera, that its owner should know. */
public enum Condition {
  /** Too little light to see anything: nothing is compared. */
  DARK,
  /** Out of focus, or something before the lens: nothing is compared. */
  BLURRED,
  /** The same picture again and again: the camera hangs. */
  FROZEN,
  /** Without colours, as in infra-red light. */
  NIGHT,
  /** The first of its size, or of day or night: there is nothing to compare it with. */
  FIRST,
  /** Nearly all of it has changed, as if the camera was moved: it is learned anew. */
  CHANGED,
  /** It was taken before a frame that was analysed already. */
  LATE;

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
