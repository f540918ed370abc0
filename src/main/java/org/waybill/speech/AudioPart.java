package org.waybill.speech;

/**
 * A part of a recording; all numbers are samples.
 *
 * @param number from 0
 * @param from where what is sent begins
 * @param to where it ends
 * @param cutFrom where what counts of it begins
 * @param cutTo where that ends
 */
record AudioPart(int number, long from, long to, long cutFrom, long cutTo) {

  double offset() {
    return seconds(from);
  }

  double begin() {
    return seconds(cutFrom);
  }

  double end() {
    return seconds(cutTo);
  }

  private static double seconds(long samples) {
    return samples / (double) WavAudio.RATE;
  }
}
