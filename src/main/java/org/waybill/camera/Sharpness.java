package org.waybill.camera;

/**
 * How sharp a picture is: the variance of its Laplacian at half its size, without what noise adds
 * to it, in relation to the picture's own variance. Light does not change it.
 */
final class Sharpness {

  /** A picture of this sharpness is half blurred. */
  private static final double HALF = 0.02;

  /** Pictures of less variance have nothing that could be sharp. */
  private static final double FLAT = 25;

  private Sharpness() {}

  /** What all edges of a picture add up to, without noise. */
  static double edges(GreyImage image) {
    int width = image.width() / 2;
    int height = image.height() / 2;
    // Half a picture has half of its noise, which a Laplacian makes the root of 20 times as large.
    double noise = noise(image) / 2;
    double laplacian = laplacian(half(image, width, height), width, height);
    return Math.max(0, laplacian - 20 * noise * noise);
  }

  /**
   * In relation to the light, to compare pictures of one scene: an object before it makes more
   * contrast and covers some edges, which is no blur.
   */
  static double detail(double edges, GreyImage image) {
    return edges / (image.mean() * image.mean() + FLAT);
  }

  /** From 0, sharp, to 1. */
  static double blur(double edges, GreyImage image) {
    return HALF / (HALF + edges / (variance(image.levels()) + FLAT));
  }

  private static float[] half(GreyImage image, int width, int height) {
    float[] half = new float[width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int at = 2 * y * image.width() + 2 * x;
        float above = image.levels()[at] + image.levels()[at + 1];
        float below = image.levels()[at + image.width()] + image.levels()[at + image.width() + 1];
        half[y * width + x] = (above + below) / 4;
      }
    }
    return half;
  }

  private static double laplacian(float[] image, int width, int height) {
    double sum = 0;
    double squares = 0;
    int count = 0;
    for (int y = 1; y < height - 1; y++) {
      for (int x = 1; x < width - 1; x++) {
        int at = y * width + x;
        double value =
            4 * image[at] - image[at - 1] - image[at + 1] - image[at - width] - image[at + width];
        sum += value;
        squares += value * value;
        count++;
      }
    }
    double mean = sum / Math.max(1, count);
    return squares / Math.max(1, count) - mean * mean;
  }

  private static double variance(float[] image) {
    double sum = 0;
    double squares = 0;
    for (float level : image) {
      sum += level;
      squares += level * level;
    }
    double mean = sum / Math.max(1, image.length);
    return squares / Math.max(1, image.length) - mean * mean;
  }

  /** Of single pixels, by a mask to which edges and slopes are nothing. */
  static double noise(GreyImage image) {
    int width = image.width();
    float[] values = new float[Math.max(0, (width - 2) * (image.height() - 2))];
    int count = 0;
    float[] in = image.levels();
    for (int y = 1; y < image.height() - 1; y++) {
      for (int x = 1; x < width - 1; x++) {
        int at = y * width + x;
        values[count++] =
            in[at - width - 1]
                - 2 * in[at - width]
                + in[at - width + 1]
                - 2 * in[at - 1]
                + 4 * in[at]
                - 2 * in[at + 1]
                + in[at + width - 1]
                - 2 * in[at + width]
                + in[at + width + 1];
      }
    }
    return Median.deviation(values, 1) / 6;
  }
}
