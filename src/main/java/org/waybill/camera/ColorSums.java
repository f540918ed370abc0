package org.waybill.camera;

/** Adds up the pixels of a large picture that become one of a small one. */
final class ColorSums {

  /** Colours are compared by such parts of the picture, in which noise does not count. */
  private static final int PARTS = 12;

  private static final int BLACK = 3;
  private static final int WHITE = 252;

  /** A pixel counts as clipped if one of so many is that it is made of. */
  private static final int CLIPPED = 16;

  private final int width;
  private final int height;
  private final float[] grey;
  private final int[] count;
  private final int[] clipped;
  private final double[] red = new double[PARTS * PARTS];
  private final double[] blue = new double[PARTS * PARTS];
  private final int[] inPart = new int[PARTS * PARTS];

  ColorSums(int width, int height) {
    this.width = width;
    this.height = height;
    this.grey = new float[width * height];
    this.count = new int[width * height];
    this.clipped = new int[width * height];
  }

  void add(int x, int y, int rgb) {
    int r = rgb >> 16 & 0xFF;
    int g = rgb >> 8 & 0xFF;
    int b = rgb & 0xFF;
    int at = y * width + x;
    grey[at] += 0.299f * r + 0.587f * g + 0.114f * b;
    count[at]++;
    if (Math.max(r, Math.max(g, b)) >= WHITE || Math.min(r, Math.min(g, b)) <= BLACK) {
      clipped[at]++;
    }
    int part = y * PARTS / height * PARTS + x * PARTS / width;
    red[part] += r - g;
    blue[part] += b - g;
    inPart[part]++;
  }

  /**
   * @param pixels of the whole picture
   */
  GreyImage image(int pixels) {
    float[] levels = new float[grey.length];
    boolean[] isClipped = new boolean[grey.length];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = grey[i] / Math.max(1, count[i]);
      isClipped[i] = clipped[i] * CLIPPED >= Math.max(1, count[i]);
    }
    return new GreyImage(width, height, levels, isClipped, spread(red) + spread(blue), pixels);
  }

  /** A tint of the whole picture, such as infra-red light gives it, is no colour. */
  private double spread(double[] sums) {
    double mean = 0;
    for (int i = 0; i < sums.length; i++) {
      sums[i] /= Math.max(1, inPart[i]);
      mean += sums[i] / sums.length;
    }
    double spread = 0;
    for (double each : sums) {
      spread += Math.abs(each - mean) / sums.length;
    }
    return spread;
  }
}
