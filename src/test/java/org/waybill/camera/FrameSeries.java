package org.waybill.camera;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The frames of one camera, made from one picture: 100 frames of all kinds, each with what there is
 * to see in it. The same number gives the same frames.
 *
 * <p>All frames have the sensor's noise, different in each, and go through JPEG; those after the
 * first twenty also have slowly changing light. Objects are 8 to 64 pixels wide in a picture of 640
 * by 480 and differ from what they cover by 30 levels of grey on the average.
 */
final class FrameSeries {

  static final int WIDTH = 640;
  static final int HEIGHT = 480;

  /** What a frame is made to test. */
  enum Kind {
    /** For the camera to learn; nothing is asked. */
    FIRST,
    STILL,
    SLOW_LIGHT,
    SUDDEN_LIGHT,
    OBJECT,
    DARK,
    BLURRED,
    /** The same picture again and again, noise included; asked from the fourth on. */
    FROZEN
  }

  /**
   * A frame.
   *
   * @param object where it is, in pixels; null for none
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Frame(Kind kind, byte[] jpeg, Rectangle2D object) {}

  private final BufferedImage scene;
  private final Random random;
  private final double noise;
  private double gain = 1;
  private double offset;

  FrameSeries(BufferedImage scene, int number) {
    this.scene = scene;
    this.random = new Random(number);
    this.noise = 1 + random.nextInt(7);
  }

  List<Frame> frames() {
    List<Frame> frames = new ArrayList<>();
    add(frames, Kind.FIRST, 10);
    add(frames, Kind.STILL, 10);
    objects(frames, 14);
    slowLight(frames, 12);
    add(frames, Kind.DARK, 6);
    add(frames, Kind.STILL, 4);
    suddenLight(frames, 12);
    objects(frames, 14);
    add(frames, Kind.BLURRED, 6);
    add(frames, Kind.STILL, 4);
    frozen(frames, 8);
    return frames;
  }

  private void add(List<Frame> frames, Kind kind, int count) {
    for (int i = 0; i < count; i++) {
      BufferedImage picture =
          switch (kind) {
            case DARK -> lit(scene, 0.02 + 0.02 * random.nextDouble(), 0);
            case BLURRED -> lit(Pictures.blurred(scene, 8 + random.nextInt(8)), gain, offset);
            case FIRST, STILL, SLOW_LIGHT, SUDDEN_LIGHT, OBJECT, FROZEN -> lit(scene, gain, offset);
          };
      frames.add(new Frame(kind, shot(picture), null));
    }
  }

  private void slowLight(List<Frame> frames, int count) {
    double step = random.nextBoolean() ? 1.03 : 0.97;
    for (int i = 0; i < count; i++) {
      gain *= step;
      offset += random.nextGaussian();
      add(frames, Kind.SLOW_LIGHT, 1);
    }
  }

  /** A lamp goes on or off, a cloud passes: one frame to the next, and it stays so for two. */
  private void suddenLight(List<Frame> frames, int count) {
    for (int i = 0; i < count / 2; i++) {
      gain = gain > 0.9 ? 0.5 + 0.2 * random.nextDouble() : 1.1 + 0.3 * random.nextDouble();
      offset = -15 + random.nextInt(30);
      add(frames, Kind.SUDDEN_LIGHT, 2);
    }
    gain = 1;
    offset = 0;
  }

  private void objects(List<Frame> frames, int count) {
    double x = WIDTH * random.nextDouble();
    double y = HEIGHT * random.nextDouble();
    int size = 8;
    for (int i = 0; i < count; i++) {
      if (i % 2 == 0) {
        size = 8 + random.nextInt(57);
      }
      double angle = 2 * Math.PI * random.nextDouble();
      double step = size + 40 * random.nextDouble();
      x = within(x + step * Math.cos(angle), WIDTH - size);
      y = within(y + step * Math.sin(angle), HEIGHT - size);
      gain *= 1 + 0.01 * random.nextGaussian();
      Rectangle2D where = new Rectangle2D.Double(x, y, size, size * (0.7 + random.nextDouble()));
      Rectangle2D seen = where.createIntersection(new Rectangle2D.Double(0, 0, WIDTH, HEIGHT));
      frames.add(new Frame(Kind.OBJECT, shot(lit(with(seen), gain, offset)), seen));
    }
    // It has gone: the next frames are still ones.
  }

  private static double within(double at, double most) {
    return at < 0 ? Math.min(most, -at) : at > most ? Math.max(0, 2 * most - at) : at;
  }

  /** The scene with something in it, lighter or darker than what is there. */
  private BufferedImage with(Rectangle2D where) {
    BufferedImage picture = Pictures.copy(scene);
    Graphics2D graphics = picture.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    int there = Pictures.grey(scene, where);
    int contrast = 30 + random.nextInt(60);
    int grey = there > 128 ? there - contrast : there + contrast;
    for (int stripe = 0; stripe < 3; stripe++) {
      int shade = grey + (stripe - 1) * 8;
      graphics.setColor(
          new Color(level(shade + random.nextInt(20) - 10), level(shade), level(shade)));
      double height = where.getHeight() / 3;
      double top = where.getY() + stripe * height;
      graphics.fill(
          stripe == 0
              ? new Ellipse2D.Double(where.getX(), top, where.getWidth(), 2 * height)
              : new Rectangle2D.Double(where.getX(), top, where.getWidth(), height));
    }
    graphics.dispose();
    return picture;
  }

  private void frozen(List<Frame> frames, int count) {
    byte[] shot = shot(lit(scene, gain, offset));
    for (int i = 0; i < count; i++) {
      frames.add(new Frame(i < 3 ? Kind.FIRST : Kind.FROZEN, shot, null));
    }
  }

  /** The picture as the sensor and the encoder make it. */
  private byte[] shot(BufferedImage picture) {
    BufferedImage shot = Pictures.copy(picture);
    int[] row = new int[WIDTH];
    for (int y = 0; y < HEIGHT; y++) {
      shot.getRGB(0, y, WIDTH, 1, row, 0, WIDTH);
      for (int x = 0; x < WIDTH; x++) {
        double common = noise * 0.6 * random.nextGaussian();
        row[x] =
            noisy(row[x] >> 16, common) << 16
                | noisy(row[x] >> 8, common) << 8
                | noisy(row[x], common);
      }
      shot.setRGB(0, y, WIDTH, 1, row, 0, WIDTH);
    }
    return Pictures.jpeg(shot, 0.85f);
  }

  private int noisy(int channel, double common) {
    return level((int) Math.round((channel & 0xFF) + common + noise * 0.8 * random.nextGaussian()));
  }

  private static BufferedImage lit(BufferedImage picture, double gain, double offset) {
    BufferedImage lit = Pictures.copy(picture);
    int[] row = new int[WIDTH];
    for (int y = 0; y < HEIGHT; y++) {
      lit.getRGB(0, y, WIDTH, 1, row, 0, WIDTH);
      for (int x = 0; x < WIDTH; x++) {
        int rgb = row[x];
        row[x] =
            lit(rgb >> 16, gain, offset) << 16
                | lit(rgb >> 8, gain, offset) << 8
                | lit(rgb, gain, offset);
      }
      lit.setRGB(0, y, WIDTH, 1, row, 0, WIDTH);
    }
    return lit;
  }

  private static int lit(int channel, double gain, double offset) {
    return level((int) Math.round((channel & 0xFF) * gain + offset));
  }

  private static int level(int value) {
    return Math.max(0, Math.min(255, value));
  }
}
