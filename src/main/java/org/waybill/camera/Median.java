package org.waybill.camera;

import java.util.Arrays;

/** Medians, which a moving object does not shift. */
final class Median {

  /** From a median deviation to the standard deviation of noise. */
  private static final double TO_DEVIATION = 1.4826;

  private Median() {}

  /**
   * @param values sorted here
   */
  static float of(float[] values, int count) {
    Arrays.sort(values, 0, count);
    return count == 0 ? 0 : values[count / 2];
  }

  /** The standard deviation of most of these values, which are about zero. */
  static double deviation(float[] values, int step) {
    float[] sizes = new float[values.length / step];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = Math.abs(values[i * step]);
    }
    return TO_DEVIATION * of(sizes, sizes.length);
  }
}
