package org.waybill.reading;

import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/** PDFBox's text stripper, page by page and within a budget. */
final class PdfText extends PDFTextStripper {

  private static final String LOADING = "The document";

  /** In names of fonts; Computer Modern's have their own. */
  private static final Pattern BOLD = Pattern.compile("(?i)bold|black|heavy|cmbx|cmssbx|sfbx");

  private final Budget budget;
  private final PageReader.Sink sink;
  private final int total;
  private final StringWriter text = new StringWriter();
  private final PdfLines lines = new PdfLines();

  PdfText(Budget budget, PageReader.Sink sink, int total) {
    this.budget = budget;
    this.sink = sink;
    this.total = total;
  }

  void read(PDDocument document) throws IOException {
    writeText(document, text);
  }

  @Override
  public void processPage(PDPage page) throws IOException {
    if (getCurrentPageNo() > total) {
      throw new UnreadableDocument("The document has more pages than it declares.");
    }
    budget.start("Page " + getCurrentPageNo());
    super.processPage(page);
    String content = lines.withHeadings(text.toString());
    lines.clear();
    text.getBuffer().setLength(0);
    dispatch(content);
    budget.start(LOADING);
  }

  private void dispatch(String content) {
    try {
      sink.page(getCurrentPageNo(), total, content);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Budget.Stopped();
    }
  }

  @Override
  protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
    budget.spend(64);
    super.processOperator(operator, operands);
  }

  @Override
  protected void writeString(String written, List<TextPosition> positions) throws IOException {
    positions.forEach(
        position ->
            lines.add(text.getBuffer().length(), position.getFontSizeInPt(), isBold(position)));
    super.writeString(written, positions);
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
