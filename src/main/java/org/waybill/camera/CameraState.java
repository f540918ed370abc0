package org.waybill.camera;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** Something that goes on with a camera; its begin and its end are events. */
public enum CameraState {
  MOTION,
  DARK,
  BLURRED,
  FROZEN,
  /** No picture came for three intervals. */
  SILENT;

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What a frame shows; whether the camera is silent is not seen by one. */
  static Set<CameraState> of(Analysis analysis) {
    Set<CameraState> states = EnumSet.noneOf(CameraState.class);
    if (analysis.isMotion()) {
      states.add(MOTION);
    }
    if (analysis.conditions().contains(Condition.DARK)) {
      states.add(DARK);
    }
    if (analysis.conditions().contains(Condition.BLURRED)) {
      states.add(BLURRED);
    }
    if (analysis.conditions().contains(Condition.FROZEN)) {
      states.add(FROZEN);
    }
    return states;
  }

  String event(boolean begins) {
    return label() + (begins ? "_started" : "_ended");
  }
}
