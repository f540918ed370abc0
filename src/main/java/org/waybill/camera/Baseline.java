package org.waybill.camera;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;

/**
 * What a camera usually sees: the mean and the deviation of each pixel, and the last picture.
 *
 * @param pixels of the pictures that it was made of
 * @param at of the last frame that is in it
 * @param frames how many are in it
 * @param repeats how many frames in a row were the same as the one before, noise included
 * @param night whether it is one without colours
 * @param mean levels of grey, in the light of the last frames
 * @param deviation of what remains after changes of the light
 * @param clipped which pixels were clipped in one of the last frames, from 1 down to 0
 * @param previous the last frame, in whole levels
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Baseline(
    int width,
    int height,
    int pixels,
    Instant at,
    int frames,
    int repeats,
    boolean night,
    double sharpness,
    float[] mean,
    float[] deviation,
    float[] clipped,
    byte[] previous) {

  private static final int VERSION = 1;
  private static final int HEAD = 45;
  private static final int PIXEL = 5;
  private static final int MOST_BYTE = 255;
  private static final float FINE = 256;
  private static final float COARSE = 8;

  /** One of a single frame. */
  static Baseline of(GreyImage frame, Instant at, boolean night, double sharpness, double noise) {
    float[] deviation = new float[frame.size()];
    Arrays.fill(deviation, (float) noise);
    return new Baseline(
        frame.width(),
        frame.height(),
        frame.pixels(),
        at,
        1,
        0,
        night,
        sharpness,
        frame.levels().clone(),
        deviation,
        clipped(frame),
        whole(frame));
  }

  private static float[] clipped(GreyImage frame) {
    float[] clipped = new float[frame.size()];
    for (int i = 0; i < clipped.length; i++) {
      clipped[i] = frame.clipped()[i] ? 1 : 0;
    }
    return clipped;
  }

  static byte[] whole(GreyImage frame) {
    byte[] whole = new byte[frame.size()];
    for (int i = 0; i < whole.length; i++) {
      whole[i] = (byte) Math.round(frame.levels()[i]);
    }
    return whole;
  }

  boolean fits(GreyImage frame) {
    return width == frame.width() && height == frame.height() && pixels == frame.pixels();
  }

  /** The share of the pixels that are the same in this frame as in the last one. */
  double unchanged(byte[] whole) {
    int same = 0;
    for (int i = 0; i < whole.length; i++) {
      same += whole[i] == previous[i] ? 1 : 0;
    }
    return (double) same / whole.length;
  }

  /** The same after a frame that teaches nothing. */
  Baseline seen(Instant time, int newRepeats, byte[] whole) {
    return new Baseline(
        width,
        height,
        pixels,
        time,
        frames,
        newRepeats,
        night,
        sharpness,
        mean,
        deviation,
        clipped,
        whole);
  }

  /** As it is stored: two bytes for a mean, and one for each of the others. */
  byte[] toBytes() {
    ByteBuffer bytes = ByteBuffer.allocate(HEAD + PIXEL * mean.length);
    bytes.putInt(VERSION).putInt(width).putInt(height).putInt(pixels);
    bytes.putLong(at.getEpochSecond()).putInt(at.getNano());
    bytes.putInt(frames).putInt(repeats).put((byte) (night ? 1 : 0)).putDouble(sharpness);
    for (float level : mean) {
      bytes.putShort((short) Math.min(65_535, Math.round(level * FINE)));
    }
    for (float each : deviation) {
      bytes.put((byte) Math.min(MOST_BYTE, Math.round(each * COARSE)));
    }
    for (float each : clipped) {
      bytes.put((byte) Math.round(each * MOST_BYTE));
    }
    return bytes.put(previous).array();
  }

  /** Null for one that an other version has stored: the camera learns again. */
  static Baseline of(byte[] stored) {
    ByteBuffer bytes = ByteBuffer.wrap(stored);
    if (stored.length < HEAD || bytes.getInt() != VERSION) {
      return null;
    }
    int width = bytes.getInt();
    int height = bytes.getInt();
    if (stored.length != HEAD + PIXEL * width * height) {
      return null;
    }
    int pixels = bytes.getInt();
    Instant at = Instant.ofEpochSecond(bytes.getLong(), bytes.getInt());
    int frames = bytes.getInt();
    int repeats = bytes.getInt();
    boolean night = bytes.get() == 1;
    double sharpness = bytes.getDouble();
    float[] mean = new float[width * height];
    for (int i = 0; i < mean.length; i++) {
      mean[i] = (bytes.getShort() & 0xFFFF) / FINE;
    }
    float[] deviation = new float[mean.length];
    for (int i = 0; i < deviation.length; i++) {
      deviation[i] = (bytes.get() & 0xFF) / COARSE;
    }
    float[] clipped = new float[mean.length];
    for (int i = 0; i < clipped.length; i++) {
      clipped[i] = (bytes.get() & 0xFF) / (float) MOST_BYTE;
    }
    byte[] previous = new byte[mean.length];
    bytes.get(previous);
    return new Baseline(
        width, height, pixels, at, frames, repeats, night, sharpness, mean, deviation, clipped,
        previous);
  }
}
