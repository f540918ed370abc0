package org.waybill.camera;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.waybill.camera.Analysis.ZoneMotion;

/** Compares a frame with what its camera usually sees. */
final class FrameAnalyzer {

  /**
   * What came of a frame.
   *
   * @param baseline what the camera usually sees by now; null if there is none yet
   */
  record Result(Analysis analysis, Baseline baseline) {}

  /** The least colour of a picture by day; at night it has less than the first. */
  private static final double NIGHT_COLOR = 1.5;

  private static final double DAY_COLOR = 2.5;

  /** A frame of a sensor differs from the one before in many more pixels. */
  private static final double NOISELESS = 0.97;

  /** A frame that has lost so much of the usual sharpness is blurred. */
  private static final double SHARPNESS_LOST = 0.3;

  /** No object is so large. */
  private static final double MOST_MOTION = 0.6;

  private final Thresholds thresholds;
  private final List<Zone> zones;

  FrameAnalyzer(Thresholds thresholds, List<Zone> zones) {
    this.thresholds = thresholds;
    this.zones = zones;
  }

  /**
   * @param known what the camera usually sees, or null
   */
  Result analyze(GreyImage frame, Instant at, Baseline known) {
    Set<Condition> conditions = EnumSet.noneOf(Condition.class);
    double brightness = frame.mean() / 255;
    double edges = Sharpness.edges(frame);
    double sharpness = Sharpness.detail(edges, frame);
    double blur = Sharpness.blur(edges, frame);
    boolean fits = known != null && known.fits(frame);
    boolean night = frame.color() < (known != null && known.night() ? DAY_COLOR : NIGHT_COLOR);
    if (night) {
      conditions.add(Condition.NIGHT);
    }
    if (brightness < thresholds.dark()) {
      conditions.add(Condition.DARK);
      // A black picture has no colours and nothing sharp.
      conditions.remove(Condition.NIGHT);
    } else if (blur > thresholds.blur() || fits && sharpness < SHARPNESS_LOST * known.sharpness()) {
      conditions.add(Condition.BLURRED);
    }
    if (known != null && at.isBefore(known.at())) {
      conditions.add(Condition.LATE);
      return new Result(still(brightness, blur, conditions), known);
    }
    byte[] whole = Baseline.whole(frame);
    int repeats = fits && known.unchanged(whole) >= NOISELESS ? known.repeats() + 1 : 0;
    if (repeats >= thresholds.frozenFrames()) {
      conditions.add(Condition.FROZEN);
    }
    boolean isClear =
        !conditions.contains(Condition.DARK) && !conditions.contains(Condition.BLURRED);
    if (!isClear || repeats > 0) {
      Baseline seen = fits ? known.seen(at, repeats, whole) : known;
      return new Result(still(brightness, blur, conditions), seen);
    }
    if (!fits || known.night() != night) {
      conditions.add(Condition.FIRST);
      Baseline first = Baseline.of(frame, at, night, sharpness, Sharpness.noise(frame));
      return new Result(still(brightness, blur, conditions), first);
    }
    Comparison comparison = new Comparison(known, frame, thresholds);
    if (comparison.share() > MOST_MOTION || comparison.isOther(thresholds)) {
      conditions.add(Condition.CHANGED);
      Baseline first = Baseline.of(frame, at, night, sharpness, Sharpness.noise(frame));
      return new Result(still(brightness, blur, conditions), first);
    }
    Analysis analysis =
        new Analysis(
            brightness,
            blur,
            comparison.share(),
            comparison.boxes(),
            zones.stream().map(zone -> motion(zone, comparison, frame)).toList(),
            conditions);
    return new Result(analysis, comparison.learned(at, sharpness, whole));
  }

  private static ZoneMotion motion(Zone zone, Comparison comparison, GreyImage frame) {
    return new ZoneMotion(
        zone.name(), zone.share(comparison.changed(), frame.width(), frame.height()));
  }

  private Analysis still(double brightness, double blur, Set<Condition> conditions) {
    return new Analysis(
        brightness,
        blur,
        0,
        List.of(),
        zones.stream().map(zone -> new ZoneMotion(zone.name(), 0)).toList(),
        conditions);
  }
}
