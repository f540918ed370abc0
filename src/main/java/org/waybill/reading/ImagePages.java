package org.waybill.reading;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** Scanned pages as images; each image of a TIFF is a page. */
final class ImagePages implements PageReader {

  /** What is larger is read with fewer dots. */
  private static final double MOST_PIXELS = 20_000_000;

  private final ReadingLimits limits;
  private final boolean images;

  /**
   * @param images whether the images are wanted
   */
  ImagePages(ReadingLimits limits, boolean images) {
    this.limits = limits;
    this.images = images;
  }

  @Override
  public void read(Path file, int from, Sink sink) throws IOException, InterruptedException {
    try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw damaged(null);
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in);
        read(reader, from, sink);
      } finally {
        reader.dispose();
      }
    }
  }

  private void read(ImageReader reader, int from, Sink sink)
      throws IOException, InterruptedException {
    int total = total(reader);
    if (total > limits.pages()) {
      throw new UnreadableDocument(
          "The file has %d images; allowed: at most %d.".formatted(total, limits.pages()));
    }
    for (int page = from; page <= total; page++) {
      sink.image(page, total, images ? image(reader, page) : new byte[0]);
    }
  }

  private static int total(ImageReader reader) throws IOException {
    try {
      boolean isTiff = reader.getFormatName().toLowerCase(Locale.ROOT).startsWith("tif");
      return isTiff ? reader.getNumImages(true) : 1;
    } catch (IOException | RuntimeException e) {
      throw damaged(e);
    }
  }

  private static byte[] image(ImageReader reader, int page) throws IOException {
    try {
      double pixels = (double) reader.getWidth(page - 1) * reader.getHeight(page - 1);
      int step = (int) Math.max(1, Math.ceil(Math.sqrt(pixels / MOST_PIXELS)));
      ImageReadParam smaller = reader.getDefaultReadParam();
      smaller.setSourceSubsampling(step, step, 0, 0);
      return PageImage.of(reader.read(page - 1, smaller));
    } catch (IOException | RuntimeException e) {
      throw damaged(e);
    }
  }

  private static UnreadableDocument damaged(Exception cause) {
    return new UnreadableDocument("The image is damaged.", cause);
  }
}
