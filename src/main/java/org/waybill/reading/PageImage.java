package org.waybill.reading;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;

/** Images of pages for character recognition: grey, as PNG, and not larger than is of use. */
final class PageImage {

  private static final int DOTS_PER_INCH = 250;
  private static final double POINTS_PER_INCH = 72;

  /** A page of A4 has 6 million at this resolution. */
  private static final double MOST_PIXELS = 16_000_000;

  private PageImage() {}

  static byte[] of(PDPage page) throws IOException {
    double square = (double) page.getCropBox().getWidth() * page.getCropBox().getHeight();
    double scale = DOTS_PER_INCH / POINTS_PER_INCH;
    if (square * scale * scale > MOST_PIXELS) {
      scale = Math.sqrt(MOST_PIXELS / square);
    }
    // By itself, since a renderer finds pages by a count that may be wrong.
    try (PDDocument alone = new PDDocument()) {
      alone.importPage(page);
      PDFRenderer renderer = new PDFRenderer(alone);
      renderer.setSubsamplingAllowed(true);
      return png(renderer.renderImage(0, (float) scale, ImageType.GRAY));
    }
  }

  /** Smaller if it has too many pixels; what is transparent becomes white. */
  static byte[] of(BufferedImage image) throws IOException {
    double square = (double) image.getWidth() * image.getHeight();
    double scale = Math.min(1, Math.sqrt(MOST_PIXELS / square));
    int width = Math.max(1, (int) (image.getWidth() * scale));
    int height = Math.max(1, (int) (image.getHeight() * scale));
    BufferedImage grey = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D canvas = grey.createGraphics();
    canvas.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    canvas.drawImage(image, 0, 0, width, height, java.awt.Color.WHITE, null);
    canvas.dispose();
    return png(grey);
  }

  private static byte[] png(BufferedImage image) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "png", bytes);
    return bytes.toByteArray();
  }
}
