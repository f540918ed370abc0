package org.waybill.camera;

import java.time.Instant;
import java.util.List;

/**
 * A frame beside a baseline of its size. What differs by more than noise, and by more than this
 * pixel usually does, is motion; all else teaches the baseline.
 */
final class Comparison {

  /** So many times its usual deviation a pixel surely differs. */
  private static final double SURE = 5;

  /** A pixel beside a sure one belongs to it from this part of that on. */
  private static final double PERHAPS = 0.6;

  /** What lightens a dim frame lightens its objects less. */
  private static final double LEAST_GAIN = 0.4;

  /** Nobody knows the true level of a clipped pixel: it must differ by more. */
  private static final double CLIPPED_CONTRAST = 2;

  private static final float LEARNS = 0.06f;
  private static final float LEARNS_MOTION = 0.01f;
  private static final float FORGETS_CLIPPED = 0.95f;
  private static final float ADAPTS_TO_LIGHT = 0.02f;

  private final Baseline baseline;
  private final GreyImage frame;
  private final Light light;
  private final boolean[] isClipped;
  private final float[] difference;
  private final float[] smooth;
  private final double noise;
  private final Components components;

  Comparison(Baseline baseline, GreyImage frame, Thresholds thresholds) {
    this.baseline = baseline;
    this.frame = frame;
    this.isClipped = clipped(baseline, frame);
    this.light = Light.between(baseline.mean(), isClipped, frame.levels());
    this.difference = light.difference(baseline.mean(), isClipped, frame);
    this.smooth = GreyImage.smooth(difference, frame.width(), frame.height());
    this.noise = Median.deviation(smooth, 3);
    int least = (int) Math.max(4, Math.round(thresholds.area() * frame.size()));
    this.components = new Components(mask(thresholds), frame.width(), frame.height(), least);
  }

  private static boolean[] clipped(Baseline baseline, GreyImage frame) {
    boolean[] clipped = new boolean[frame.size()];
    for (int i = 0; i < clipped.length; i++) {
      clipped[i] = frame.clipped()[i] || baseline.clipped()[i] > 0.1f;
    }
    return clipped;
  }

  private byte[] mask(Thresholds thresholds) {
    double contrast = thresholds.contrast() * 255 * Math.max(LEAST_GAIN, Math.min(1, light.gain()));
    byte[] mask = new byte[smooth.length];
    for (int i = 0; i < mask.length; i++) {
      double usual = Math.max(noise, baseline.deviation()[i]);
      double least = isClipped[i] ? CLIPPED_CONTRAST * contrast : contrast;
      double sure = Math.max(least, SURE * usual);
      double size = Math.abs(smooth[i]);
      mask[i] = (byte) (size > sure ? 2 : size > PERHAPS * sure ? 1 : 0);
    }
    return mask;
  }

  /** Whether most pixels differ by more than an object would: nothing can be told from that. */
  boolean isOther(Thresholds thresholds) {
    return noise > thresholds.contrast() * 255 * Math.max(1, light.gain());
  }

  double share() {
    return components.share();
  }

  List<Box> boxes() {
    return components.boxes();
  }

  /** The pixels that move. */
  boolean[] changed() {
    return components.kept();
  }

  /** The baseline after this frame. */
  Baseline learned(Instant at, double sharpness, byte[] whole) {
    float[] mean = new float[smooth.length];
    float[] deviation = new float[smooth.length];
    float[] clipped = new float[smooth.length];
    float quick = Math.max(LEARNS, 1f / (baseline.frames() + 1));
    boolean[] moves = components.kept();
    for (int i = 0; i < mean.length; i++) {
      float before = baseline.mean()[i];
      // What is clipped does not follow the light: there it is what is seen that counts.
      float now = isClipped[i] ? frame.levels()[i] : light.of(before);
      float lit = before + ADAPTS_TO_LIGHT * (now - before);
      float rate = moves[i] ? LEARNS_MOTION : quick;
      float learned = lit + rate * difference[i] / (float) Math.max(0.5, light.gain());
      mean[i] = Math.max(0, Math.min(255, learned));
      clipped[i] = frame.clipped()[i] ? 1 : FORGETS_CLIPPED * baseline.clipped()[i];
      float was = baseline.deviation()[i];
      float variance =
          moves[i] ? was * was : was * was * (1 - quick) + quick * smooth[i] * smooth[i];
      deviation[i] = (float) Math.sqrt(variance);
    }
    return new Baseline(
        baseline.width(),
        baseline.height(),
        baseline.pixels(),
        at,
        baseline.frames() + 1,
        0,
        baseline.night(),
        baseline.sharpness() + quick * (sharpness - baseline.sharpness()),
        mean,
        deviation,
        clipped,
        whole);
  }
}
