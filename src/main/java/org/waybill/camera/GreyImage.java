package org.waybill.camera;

/**
 * A small picture in levels of grey.
 *
 * @param levels row by row, 0 to 255
 * @param clipped where a colour is as dark or as bright as the sensor can tell
 * @param color how much the colours of its parts differ from each other, in levels; near 0 for a
 *     picture of one colour
 * @param pixels of the picture that it was made of
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record GreyImage(
    int width, int height, float[] levels, boolean[] clipped, double color, int pixels) {

  int size() {
    return levels.length;
  }

  double mean() {
    double sum = 0;
    for (float level : levels) {
      sum += level;
    }
    return sum / levels.length;
  }

  /** Each pixel is the mean of the nine around it. */
  static float[] smooth(float[] levels, int width, int height) {
    float[] across = new float[levels.length];
    for (int y = 0; y < height; y++) {
      int row = y * width;
      for (int x = 0; x < width; x++) {
        float left = levels[row + Math.max(0, x - 1)];
        float right = levels[row + Math.min(width - 1, x + 1)];
        across[row + x] = (left + levels[row + x] + right) / 3;
      }
    }
    float[] smooth = new float[levels.length];
    for (int y = 0; y < height; y++) {
      int above = Math.max(0, y - 1) * width;
      int below = Math.min(height - 1, y + 1) * width;
      for (int x = 0; x < width; x++) {
        smooth[y * width + x] = (across[above + x] + across[y * width + x] + across[below + x]) / 3;
      }
    }
    return smooth;
  }
}
