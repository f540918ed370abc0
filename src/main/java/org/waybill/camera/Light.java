package org.waybill.camera;

import java.util.Arrays;

/**
 * How the light of a frame relates to that of the baseline: {@code frame = gain × baseline +
 * offset}, and what remains in large parts of the picture, such as a shadow.
 *
 * <p>Fitted to most pixels; those that differ from them, such as an object's, do not count. Nor do
 * those that are black or white: there is no telling how dark or bright they would be.
 */
final class Light {

  private static final int ROUNDS = 5;
  private static final int STEP = 3;
  private static final double DARKEST = 6;
  private static final double BRIGHTEST = 249;

  /** With so few others, a fit to all is the better one. */
  private static final double MOST_CLIPPED = 0.7;

  private static final double LEAST_GAIN = 0.1;
  private static final double MOST_GAIN = 8;

  /** A part that differs by more is an object, which must not be explained away. */
  private static final float MOST_LOCAL = 12;

  private static final int PART = 64;

  private final double gain;
  private final double offset;

  private Light(double gain, double offset) {
    this.gain = gain;
    this.offset = offset;
  }

  double gain() {
    return gain;
  }

  /**
   * @param clipped the pixels that do not follow the light, or only in part
   */
  static Light between(float[] baseline, boolean[] clipped, float[] frame) {
    boolean isMostlyClipped = share(clipped) > MOST_CLIPPED;
    double gain = 1;
    double offset = median(baseline, frame, gain);
    double reach = reach(baseline, frame, gain, offset);
    double other = spread(frame) / Math.max(1, spread(baseline));
    double otherOffset = median(baseline, frame, other);
    double otherReach = reach(baseline, frame, other, otherOffset);
    if (otherReach < reach) {
      gain = other;
      offset = otherOffset;
      reach = otherReach;
    }
    for (int round = 0; round < ROUNDS; round++) {
      double n = 0;
      double sx = 0;
      double sy = 0;
      double sxx = 0;
      double sxy = 0;
      for (int i = 0; i < frame.length; i += STEP) {
        double x = baseline[i];
        double y = frame[i];
        if ((isMostlyClipped || !clipped[i])
            && isUsable(x)
            && isUsable(y)
            && Math.abs(y - gain * x - offset) <= reach) {
          n++;
          sx += x;
          sy += y;
          sxx += x * x;
          sxy += x * y;
        }
      }
      double spread = n * sxx - sx * sx;
      if (n < 20 || spread < 25 * n * n) {
        break;
      }
      gain = Math.max(LEAST_GAIN, Math.min(MOST_GAIN, (n * sxy - sx * sy) / spread));
      offset = (sy - gain * sx) / n;
      reach = reach(baseline, frame, gain, offset);
    }
    return new Light(gain, offset);
  }

  private static double reach(float[] baseline, float[] frame, double gain, double offset) {
    return Math.max(3, 2.5 * Median.deviation(rest(baseline, frame, gain, offset), STEP));
  }

  /** Between the quarters of a picture's levels. */
  private static double spread(float[] levels) {
    float[] sorted = levels.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length * 3 / 4] - sorted[sorted.length / 4];
  }

  private static double share(boolean[] pixels) {
    int count = 0;
    for (boolean pixel : pixels) {
      count += pixel ? 1 : 0;
    }
    return (double) count / pixels.length;
  }

  private static boolean isUsable(double level) {
    return level > DARKEST && level < BRIGHTEST;
  }

  private static double median(float[] baseline, float[] frame, double gain) {
    float[] rest = rest(baseline, frame, gain, 0);
    return Median.of(rest, rest.length);
  }

  private static float[] rest(float[] baseline, float[] frame, double gain, double offset) {
    float[] rest = new float[frame.length];
    for (int i = 0; i < rest.length; i++) {
      rest[i] = frame[i] - expected(baseline[i], gain, offset);
    }
    return rest;
  }

  private static float expected(float level, double gain, double offset) {
    return (float) Math.max(0, Math.min(255, gain * level + offset));
  }

  /** A level of the baseline in this light. */
  float of(float level) {
    return expected(level, gain, offset);
  }

  /**
   * How the frame differs from the baseline, after its light.
   *
   * @param clipped the pixels that do not follow the light, or only in part
   */
  float[] difference(float[] baseline, boolean[] clipped, GreyImage frame) {
    float[] rest = rest(baseline, frame.levels(), gain, offset);
    for (int i = 0; i < rest.length; i++) {
      if (clipped[i]) {
        rest[i] = outside(frame.levels()[i], baseline[i], of(baseline[i]));
      }
    }
    subtractLocal(rest, frame.width(), frame.height());
    return rest;
  }

  /** How far a level is from what lies between two others. */
  private static float outside(float level, float one, float other) {
    float low = Math.min(one, other);
    float high = Math.max(one, other);
    return level < low ? level - low : level > high ? level - high : 0;
  }

  private static void subtractLocal(float[] rest, int width, int height) {
    int columns = Math.max(1, width / PART);
    int rows = Math.max(1, height / PART);
    float[] local = medians(rest, width, height, columns, rows);
    for (int y = 0; y < height; y++) {
      double v = between(y, height, rows);
      for (int x = 0; x < width; x++) {
        rest[y * width + x] -= at(local, columns, rows, between(x, width, columns), v);
      }
    }
  }

  /** Where a pixel is among the centres of the parts. */
  private static double between(int at, int length, int parts) {
    return Math.max(0, Math.min(parts - 1, (at + 0.5) * parts / length - 0.5));
  }

  private static float at(float[] local, int columns, int rows, double u, double v) {
    int left = (int) u;
    int top = (int) v;
    int right = Math.min(columns - 1, left + 1);
    int bottom = Math.min(rows - 1, top + 1);
    double across = u - left;
    double down = v - top;
    double above =
        local[top * columns + left] * (1 - across) + local[top * columns + right] * across;
    double below =
        local[bottom * columns + left] * (1 - across) + local[bottom * columns + right] * across;
    return (float) (above * (1 - down) + below * down);
  }

  private static float[] medians(float[] rest, int width, int height, int columns, int rows) {
    float[] medians = new float[columns * rows];
    float[] part = new float[rest.length];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        int count = 0;
        for (int y = row * height / rows; y < (row + 1) * height / rows; y++) {
          for (int x = column * width / columns; x < (column + 1) * width / columns; x += 2) {
            part[count++] = rest[y * width + x];
          }
        }
        float median = Median.of(part, count);
        medians[row * columns + column] = Math.max(-MOST_LOCAL, Math.min(MOST_LOCAL, median));
      }
    }
    return medians;
  }
}
