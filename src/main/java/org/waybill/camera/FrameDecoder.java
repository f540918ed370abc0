package org.waybill.camera;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Makes a small picture of a frame, grey or in colours. A large frame is read with gaps, so that
 * whatever its size no more than some millions of its pixels are in memory.
 */
final class FrameDecoder {

  /** Of the grey picture. */
  static final int LONGEST_SIDE = 320;

  /** What is read has at least so many pixels per side, if the frame has. */
  private static final int READ_SIDE = 1_280;

  private FrameDecoder() {}

  /**
   * @throws UnreadableFrame if it cannot be decoded as a whole
   */
  static GreyImage decode(byte[] bytes) throws UnreadableFrame {
    FrameHeader header = FrameHeader.of(bytes);
    GreyImage grey = grey(read(header, bytes, READ_SIDE), header.width() * header.height());
    return Orientation.upright(grey, orientation(header, bytes));
  }

  /**
   * The frame in colours and upright, made smaller if it is larger than allowed.
   *
   * @param mostWidth in pixels
   * @param mostSide of the longer side
   * @throws UnreadableFrame if it cannot be decoded as a whole
   */
  static BufferedImage picture(byte[] bytes, int mostWidth, int mostSide) throws UnreadableFrame {
    FrameHeader header = FrameHeader.of(bytes);
    BufferedImage read = read(header, bytes, mostSide);
    int orientation = orientation(header, bytes);
    boolean lies = Orientation.lies(orientation);
    int width = lies ? read.getHeight() : read.getWidth();
    int height = lies ? read.getWidth() : read.getHeight();
    double scale =
        Math.min(
            Math.min(1, (double) mostWidth / width), (double) mostSide / Math.max(width, height));
    BufferedImage picture =
        new BufferedImage(
            Math.max(1, (int) Math.round(width * scale)),
            Math.max(1, (int) Math.round(height * scale)),
            BufferedImage.TYPE_INT_RGB);
    AffineTransform transform = AffineTransform.getScaleInstance(scale, scale);
    transform.concatenate(Orientation.transform(orientation, read.getWidth(), read.getHeight()));
    Graphics2D graphics = picture.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(read, transform, null);
    graphics.dispose();
    return picture;
  }

  private static int orientation(FrameHeader header, byte[] bytes) {
    return header.format().equals("jpeg") ? Orientation.of(bytes) : Orientation.UPRIGHT;
  }

  private static BufferedImage read(FrameHeader header, byte[] bytes, int side)
      throws UnreadableFrame {
    ImageReader reader = ImageIO.getImageReadersByFormatName(header.format()).next();
    AtomicBoolean incomplete = new AtomicBoolean();
    try (MemoryCacheImageInputStream in =
        new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
      reader.setInput(in, true, true);
      reader.addIIOReadWarningListener((source, warning) -> incomplete.set(true));
      ImageReadParam how = reader.getDefaultReadParam();
      int step = Math.max(1, Math.max(header.width(), header.height()) / side);
      how.setSourceSubsampling(step, step, 0, 0);
      BufferedImage image = reader.read(0, how);
      if (incomplete.get()) {
        throw new UnreadableFrame("the picture is incomplete or damaged");
      }
      return image;
    } catch (IOException | RuntimeException e) {
      throw UnreadableFrame.damaged("the picture cannot be decoded", e);
    } finally {
      reader.dispose();
    }
  }

  private static GreyImage grey(BufferedImage image, int pixels) {
    int from = Math.max(image.getWidth(), image.getHeight());
    double scale = Math.min(1, (double) LONGEST_SIDE / from);
    int width = Math.max(1, (int) Math.round(image.getWidth() * scale));
    int height = Math.max(1, (int) Math.round(image.getHeight() * scale));
    ColorSums sums = new ColorSums(width, height);
    int[] row = new int[image.getWidth()];
    for (int y = 0; y < image.getHeight(); y++) {
      image.getRGB(0, y, row.length, 1, row, 0, row.length);
      int to = (int) ((long) y * height / image.getHeight());
      for (int x = 0; x < row.length; x++) {
        sums.add((int) ((long) x * width / row.length), to, row[x]);
      }
    }
    return sums.image(pixels);
  }
}
