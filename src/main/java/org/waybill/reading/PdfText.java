package org.waybill.reading;

import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/** PDFBox's text stripper, page by page and within a budget. */
final class PdfText extends PDFTextStripper {

  private static final String LOADING = "The document";

  private final Budget budget;
  private final PageReader.Sink sink;
  private final int total;
  private final StringWriter text = new StringWriter();

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
    String content = text.toString();
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
  protected void processTextPosition(TextPosition position) {
    budget.addCharacter();
    super.processTextPosition(position);
  }
}
