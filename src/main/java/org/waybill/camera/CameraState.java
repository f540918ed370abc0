package org.waybill.camera;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Something that goes on with a camera; its begin and its end are events. */
public enum CameraState {
  MOTION,
  DARK,
  BLURRED,
  FROZEN,
  /** Three times in a row no picture came. */
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

  /** The kinds of all events. */
  public static List<String> events() {
    return Arrays.stream(values())
        .flatMap(state -> Stream.of(state.event(true), state.event(false)))
        .toList();
  }

  String event(boolean begins) {
    return label() + (begins ? "_started" : "_ended");
  }
}
