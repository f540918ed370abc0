package org.waybill.camera;

import static java.util.Objects.requireNonNull;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.ConvolveOp;
import java.awt.image.Kernel;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Pictures to make frames from: photographs of the folder that the system property {@code
 * waybill.photographs} names, such as those of Debian's package mate-backgrounds; else drawn ones.
 */
final class Pictures {

  private Pictures() {}

  /** As many scenes as asked for, of 640 by 480 pixels. */
  static List<BufferedImage> scenes(int count) {
    String folder = System.getProperty("waybill.photographs");
    List<File> photographs = folder == null ? List.of() : photographs(Path.of(folder));
    return Stream.iterate(0, i -> i + 1)
        .limit(count)
        .map(i -> photographs.isEmpty() ? drawn(i) : photograph(photographs, i))
        .toList();
  }

  private static List<File> photographs(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().matches(".*\\.(jpg|jpeg|png)"))
          .map(Path::toFile)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** If there are fewer photographs than scenes, later scenes are other parts of them. */
  private static BufferedImage photograph(List<File> photographs, int number) {
    try {
      BufferedImage whole =
          requireNonNull(ImageIO.read(photographs.get(number % photographs.size())));
      double part = number < photographs.size() ? 1 : 0.6;
      int height = (int) (part * Math.min(whole.getHeight(), whole.getWidth() * 3 / 4));
      int width = height * 4 / 3;
      return scaled(whole.getSubimage(0, whole.getHeight() - height, width, height));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static BufferedImage scaled(BufferedImage whole) {
    BufferedImage half = whole;
    while (half.getWidth() >= 2 * FrameSeries.WIDTH) {
      half = drawn(half, half.getWidth() / 2, half.getHeight() / 2);
    }
    return drawn(half, FrameSeries.WIDTH, FrameSeries.HEIGHT);
  }

  static BufferedImage drawn(BufferedImage from, int width, int height) {
    BufferedImage to = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = to.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(from, 0, 0, width, height, null);
    graphics.dispose();
    return to;
  }

  /** Ground with a fine texture, and houses with windows. */
  static BufferedImage drawn(int number) {
    Random random = new Random(1_000 + number);
    BufferedImage picture =
        new BufferedImage(FrameSeries.WIDTH, FrameSeries.HEIGHT, BufferedImage.TYPE_INT_RGB);
    for (int size = 160; size >= 2; size /= 3) {
      texture(picture, size, random);
    }
    Graphics2D graphics = picture.createGraphics();
    for (int i = 0; i < 12; i++) {
      int x = random.nextInt(FrameSeries.WIDTH);
      int y = random.nextInt(FrameSeries.HEIGHT);
      int width = 20 + random.nextInt(120);
      graphics.setColor(color(random, 200));
      graphics.fillRect(x, y, width, width);
      graphics.setColor(color(random, 200));
      for (int at = 4; at + 8 < width; at += 14) {
        graphics.fillRect(x + at, y + at, 8, 8);
        graphics.fillRect(x + at, y + 4, 8, 8);
      }
    }
    graphics.dispose();
    return picture;
  }

  private static void texture(BufferedImage picture, int size, Random random) {
    int columns = FrameSeries.WIDTH / size + 2;
    int rows = FrameSeries.HEIGHT / size + 2;
    BufferedImage coarse = new BufferedImage(columns, rows, BufferedImage.TYPE_INT_ARGB);
    for (int y = 0; y < rows; y++) {
      for (int x = 0; x < columns; x++) {
        coarse.setRGB(x, y, color(random, 220).getRGB() & 0xFFFFFF | 0x60000000);
      }
    }
    Graphics2D graphics = picture.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(coarse, 0, 0, columns * size, rows * size, null);
    graphics.dispose();
  }

  private static Color color(Random random, int most) {
    return new Color(
        20 + random.nextInt(most), 20 + random.nextInt(most), 20 + random.nextInt(most));
  }

  static BufferedImage copy(BufferedImage picture) {
    return drawn(picture, picture.getWidth(), picture.getHeight());
  }

  /** Each pixel is the mean of those around it. */
  static BufferedImage blurred(BufferedImage picture, int radius) {
    float[] row = new float[2 * radius + 1];
    Arrays.fill(row, 1f / row.length);
    BufferedImage across =
        new ConvolveOp(new Kernel(row.length, 1, row), ConvolveOp.EDGE_NO_OP, null)
            .filter(picture, null);
    return new ConvolveOp(new Kernel(1, row.length, row), ConvolveOp.EDGE_NO_OP, null)
        .filter(across, null);
  }

  /** How bright a part of a picture is. */
  static int grey(BufferedImage picture, Rectangle2D where) {
    long sum = 0;
    int count = 0;
    for (int y = (int) where.getMinY(); y < Math.min(where.getMaxY(), picture.getHeight()); y++) {
      for (int x = (int) where.getMinX(); x < Math.min(where.getMaxX(), picture.getWidth()); x++) {
        int rgb = picture.getRGB(x, y);
        sum += (299 * (rgb >> 16 & 0xFF) + 587 * (rgb >> 8 & 0xFF) + 114 * (rgb & 0xFF)) / 1_000;
        count++;
      }
    }
    return (int) (sum / Math.max(1, count));
  }

  static byte[] jpeg(BufferedImage picture, float quality) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam how = writer.getDefaultWriteParam();
      how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      how.setCompressionQuality(quality);
      writer.setOutput(out);
      writer.write(null, new IIOImage(picture, null, null), how);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  static byte[] png(BufferedImage picture) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(picture, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
