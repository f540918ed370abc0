package org.waybill.reading;

import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageTree;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/** PDFBox's text stripper, page by page and within a budget. */
final class PdfText extends PDFTextStripper {

  private static final String LOADING = "The document";

  /** In names of fonts; Computer Modern's have their own. */
  private static final Pattern BOLD = Pattern.compile("(?i)bold|black|heavy|cmbx|cmssbx|sfbx");

  private final Budget budget;
  private final PageReader.Sink sink;
  private final int from;
  private final List<PDPage> pages;
  private final boolean images;
  private final StringWriter text = new StringWriter();
  private final PdfLines lines = new PdfLines();
  private final PdfCells cells = new PdfCells();

  private int number;

  /**
   * @param images whether the images of pages without text are wanted
   */
  PdfText(Budget budget, PageReader.Sink sink, int from, List<PDPage> pages, boolean images) {
    this.budget = budget;
    this.sink = sink;
    this.from = from;
    this.pages = pages;
    this.images = images;
    // The superclass does not count them here: it leaves out pages without content.
    setStartPage(0);
  }

  void read(PDDocument document) throws IOException {
    writeText(document, text);
  }

  @Override
  protected void processPages(PDPageTree tree) throws IOException {
    for (PDPage page : pages) {
      number++;
      if (number >= from) {
        read(page);
      }
    }
  }

  private void read(PDPage page) throws IOException {
    budget.start("Page " + number);
    String words = page.hasContents() ? words(page) : "";
    String text = words + PdfExtras.ofPage(page);
    PdfExtras.files(page).forEach(name -> sink.note(PdfPages.EMBEDDED + name));
    byte[] image = text.isBlank() && page.hasContents() ? image(page) : null;
    try {
      if (image == null) {
        sink.page(number, pages.size(), text);
      } else {
        sink.image(number, pages.size(), image);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Budget.Stopped();
    }
    budget.start(LOADING);
  }

  private String words(PDPage page) {
    try {
      processPage(page);
      return cells.shown(lines.withHeadings(cells.marked(text.toString())));
    } catch (UnreadableDocument | Budget.Stopped e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw new UnreadableDocument("Page " + number + " is damaged.", e);
    } finally {
      lines.clear();
      cells.clear();
      text.getBuffer().setLength(0);
    }
  }

  /** Null if there is none: then the page is one without text. */
  private byte[] image(PDPage page) {
    if (!images) {
      return new byte[0];
    }
    budget.start("The image of page " + number);
    try {
      return PageImage.of(page);
    } catch (Budget.Stopped e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      sink.note("Page " + number + " could not be turned into an image.");
      return null;
    }
  }

  @Override
  protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
    budget.spend(64);
    super.processOperator(operator, operands);
  }

  @Override
  protected void writeString(String written, List<TextPosition> positions) throws IOException {
    int at = text.getBuffer().length();
    positions.forEach(position -> lines.add(at, position.getFontSizeInPt(), isBold(position)));
    cells.add(at, at == 0 || text.getBuffer().charAt(at - 1) == '\n', positions);
    super.writeString(PdfWords.parted(written, positions), positions);
  }

  private static boolean isBold(TextPosition position) {
    String font = position.getFont() == null ? null : position.getFont().getName();
    return font != null && BOLD.matcher(font).find();
  }

  @Override
  protected void processTextPosition(TextPosition position) {
    budget.addCharacter();
    super.processTextPosition(position);
  }
}
