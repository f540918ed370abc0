package org.waybill.reading;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;

/**
 * Draws a page of a PDF, with a passage marked. Only in a reader process: drawing has no bounds.
 */
final class PdfImage {

  /** An A4 page of this many pixels is 1,680 wide. */
  static final int MOST_PIXELS = 4_000_000;

  /** Like a marker pen: what is below stays readable. */
  private static final Color MARK = new Color(255, 205, 0, 110);

  private final PDDocument document;
  private final Budget budget;

  PdfImage(PDDocument document, Budget budget) {
    this.document = document;
    this.budget = budget;
  }

  /** The picture as PNG. */
  byte[] png(ImageRequest wanted) throws IOException {
    if (wanted.page() > document.getNumberOfPages()) {
      throw new UnreadableDocument("The document has no page " + wanted.page() + ".");
    }
    budget.start("Page " + wanted.page());
    PDPage page = document.getPage(wanted.page() - 1);
    float scale = scale(page, wanted.width());
    PDFRenderer renderer = new PDFRenderer(document);
    // Large pictures are decoded to the size that they are drawn in.
    renderer.setSubsamplingAllowed(true);
    BufferedImage image = renderer.renderImage(wanted.page() - 1, scale, ImageType.RGB);
    if (!wanted.passage().isEmpty()) {
      mark(image, page, scale, wanted);
    }
    ImageIO.setUseCache(false);
    var bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "png", bytes);
    return bytes.toByteArray();
  }

  private static float scale(PDPage page, int width) {
    PDRectangle box = page.getCropBox();
    boolean turned = page.getRotation() % 180 != 0;
    double across = turned ? box.getHeight() : box.getWidth();
    double down = turned ? box.getWidth() : box.getHeight();
    double scale = Math.min(width / across, Math.sqrt(MOST_PIXELS / (across * down)));
    double longest = Math.max(across, down) * scale;
    // A page that is a line of no height would be drawn one pixel high and endlessly long.
    if (!(scale > 0) || Double.isInfinite(scale) || longest > MOST_PIXELS / 100.0) {
      throw new UnreadableDocument(
          "The page measures %.0f by %.0f points, which cannot be drawn."
              .formatted(box.getWidth(), box.getHeight()));
    }
    return (float) scale;
  }

  private void mark(BufferedImage image, PDPage page, float scale, ImageRequest wanted)
      throws IOException {
    PdfMarks marks = new PdfMarks(budget);
    marks.read(document, wanted.page());
    Graphics2D graphics = image.createGraphics();
    graphics.scale(scale, scale);
    graphics.transform(upright(page));
    graphics.setColor(MARK);
    graphics.fill(marks.of(wanted.passage()));
    graphics.dispose();
  }

  /** From the page's own coordinates, which begin at the bottom left, to those of the picture. */
  private static AffineTransform upright(PDPage page) {
    PDRectangle box = page.getCropBox();
    AffineTransform transform = new AffineTransform();
    int turns = Math.floorMod(page.getRotation() / 90, 4);
    double right = turns == 1 ? box.getHeight() : turns == 2 ? box.getWidth() : 0;
    double down = turns == 2 ? box.getHeight() : turns == 3 ? box.getWidth() : 0;
    transform.translate(right, down);
    transform.quadrantRotate(turns);
    transform.translate(0, box.getHeight());
    transform.scale(1, -1);
    return transform;
  }
}
