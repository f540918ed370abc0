package org.waybill.reading;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.apache.tika.extractor.ParsingEmbeddedDocumentExtractor;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.parser.ParseContext;
import org.waybill.document.DocumentFormat;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;

/** Reads what is attached to e-mails as part of them; leaves out what other files embed. */
final class AttachmentReader extends ParsingEmbeddedDocumentExtractor {

  private final boolean reads;
  private final ReadingLimits limits;

  AttachmentReader(boolean reads, ParseContext context, ReadingLimits limits) {
    super(context);
    this.reads = reads;
    this.limits = limits;
  }

  @Override
  public boolean shouldParseEmbedded(Metadata metadata) {
    return reads;
  }

  @Override
  public void parseEmbedded(
      InputStream content, ContentHandler to, Metadata metadata, boolean outputHtml)
      throws SAXException, IOException {
    if (!reads) {
      return;
    }
    String name = metadata.get(TikaCoreProperties.RESOURCE_NAME_KEY);
    Optional<DocumentFormat> format = name == null ? Optional.empty() : DocumentFormat.ofName(name);
    if (name != null && !name.isBlank()) {
      heading(to, name);
    }
    if (format.filter(DocumentFormat.PDF::equals).isPresent()) {
      pdf(content, to);
    } else {
      super.parseEmbedded(content, to, metadata, false);
    }
  }

  private void pdf(InputStream content, ContentHandler to) throws SAXException, IOException {
    Path file = Files.createTempFile("attachment-", ".pdf");
    try {
      Files.copy(content, file, StandardCopyOption.REPLACE_EXISTING);
      StringBuilder text = new StringBuilder();
      new PdfPages(limits, () -> false, false)
          .read(file, (number, total, page) -> text.append(Headings.plain(page)).append('\n'));
      paragraph(to, text.toString());
    } catch (UnreadableDocument e) {
      paragraph(to, "(" + e.getMessage() + ")");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Budget.Stopped();
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private static void heading(ContentHandler to, String text) throws SAXException {
    OfficeText.write(to, "h1", text);
  }

  private static void paragraph(ContentHandler to, String text) throws SAXException {
    OfficeText.write(to, "p", text);
  }
}
