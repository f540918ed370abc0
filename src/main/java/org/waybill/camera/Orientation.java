package org.waybill.camera;

import java.awt.geom.AffineTransform;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** How a JPEG is to be turned, by the orientation that its EXIF header names. */
final class Orientation {

  static final int UPRIGHT = 1;

  private static final int EXIF_SEGMENT = 0xE1;
  private static final int START_OF_SCAN = 0xDA;
  private static final int ORIENTATION_TAG = 0x0112;
  private static final int ENTRY = 12;

  private Orientation() {}

  /** From 1 to 8; 1 where there is none that can be read. */
  static int of(byte[] jpeg) {
    try {
      return find(ByteBuffer.wrap(jpeg));
    } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
      return UPRIGHT;
    }
  }

  private static int find(ByteBuffer jpeg) {
    jpeg.position(2);
    while (jpeg.remaining() > 4 && (jpeg.get() & 0xFF) == 0xFF) {
      int marker = jpeg.get() & 0xFF;
      int length = jpeg.getShort() & 0xFFFF;
      if (marker == START_OF_SCAN) {
        return UPRIGHT;
      }
      int next = jpeg.position() + length - 2;
      if (marker == EXIF_SEGMENT && length >= 16 && isExif(jpeg)) {
        return inDirectory(jpeg.slice(jpeg.position() + 6, length - 8));
      }
      jpeg.position(next);
    }
    return UPRIGHT;
  }

  private static boolean isExif(ByteBuffer segment) {
    int at = segment.position();
    return segment.getInt(at) == 0x45786966 && segment.getShort(at + 4) == 0;
  }

  private static int inDirectory(ByteBuffer tiff) {
    tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    int directory = tiff.getInt(4);
    int entries = tiff.getShort(directory) & 0xFFFF;
    for (int i = 0; i < entries; i++) {
      int entry = directory + 2 + i * ENTRY;
      if ((tiff.getShort(entry) & 0xFFFF) == ORIENTATION_TAG) {
        int value = tiff.getShort(entry + 8);
        return value >= 1 && value <= 8 ? value : UPRIGHT;
      }
    }
    return UPRIGHT;
  }

  /** Whether width and height change places. */
  static boolean lies(int orientation) {
    return orientation >= 5;
  }

  /** From the picture as it is stored to the one to be seen. */
  static AffineTransform transform(int orientation, int width, int height) {
    return switch (orientation) {
      case 2 -> new AffineTransform(-1, 0, 0, 1, width, 0);
      case 3 -> new AffineTransform(-1, 0, 0, -1, width, height);
      case 4 -> new AffineTransform(1, 0, 0, -1, 0, height);
      case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
      case 6 -> new AffineTransform(0, 1, -1, 0, height, 0);
      case 7 -> new AffineTransform(0, -1, -1, 0, height, width);
      case 8 -> new AffineTransform(0, -1, 1, 0, 0, width);
      default -> new AffineTransform();
    };
  }

  /** The picture as it is to be seen. */
  static GreyImage upright(GreyImage image, int orientation) {
    if (orientation == UPRIGHT) {
      return image;
    }
    boolean lies = lies(orientation);
    int width = lies ? image.height() : image.width();
    int height = lies ? image.width() : image.height();
    float[] levels = new float[width * height];
    boolean[] clipped = new boolean[levels.length];
    for (int y = 0; y < image.height(); y++) {
      for (int x = 0; x < image.width(); x++) {
        int right = image.width() - 1 - x;
        int below = image.height() - 1 - y;
        int to =
            switch (orientation) {
              case 2 -> y * width + right;
              case 3 -> below * width + right;
              case 4 -> below * width + x;
              case 5 -> x * width + y;
              case 6 -> x * width + below;
              case 7 -> right * width + below;
              default -> right * width + y;
            };
        levels[to] = image.levels()[y * image.width() + x];
        clipped[to] = image.clipped()[y * image.width() + x];
      }
    }
    return new GreyImage(width, height, levels, clipped, image.color(), image.pixels());
  }
}
