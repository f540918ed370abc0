package org.waybill.reading;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.apache.tika.exception.EncryptedDocumentException;
import org.apache.tika.exception.TikaException;
import org.apache.tika.extractor.EmbeddedDocumentExtractor;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Message;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.parser.AutoDetectParser;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.Parser;
import org.apache.tika.parser.mail.RFC822Parser;
import org.apache.tika.parser.microsoft.OfficeParserConfig;
import org.apache.tika.parser.microsoft.ooxml.OOXMLParser;
import org.apache.tika.parser.odf.OpenDocumentParser;
import org.waybill.document.DocumentFormat;
import org.xml.sax.SAXException;

/**
 * Office files and e-mails, by Apache Tika, whose classes only the reader process has: a page for
 * each slide and sheet, and for about 3,000 characters of what has no pages of its own.
 */
final class OfficePages implements PageReader {

  private final DocumentFormat format;
  private final ReadingLimits limits;

  OfficePages(DocumentFormat format, ReadingLimits limits) {
    this.format = format;
    this.limits = limits;
  }

  @Override
  public void read(Path file, int from, Sink sink) throws IOException, InterruptedException {
    List<String> pages = pages(file);
    if (pages.size() > limits.pages()) {
      throw new UnreadableDocument(
          "The document has %d pages; allowed: at most %d."
              .formatted(pages.size(), limits.pages()));
    }
    for (int i = from - 1; i < pages.size(); i++) {
      sink.page(i + 1, pages.size(), pages.get(i));
    }
  }

  private List<String> pages(Path file) throws IOException {
    OfficeText text = new OfficeText(limits.characters(), format == DocumentFormat.XLSX);
    Metadata metadata = new Metadata();
    try (InputStream in = TikaInputStream.get(file)) {
      parser().parse(in, text, metadata, context(text));
    } catch (EncryptedDocumentException e) {
      throw new UnreadableDocument("The document is encrypted and needs a password.", e);
    } catch (NoSuchFileException e) {
      throw e;
    } catch (TikaException | SAXException | IOException | RuntimeException e) {
      throw text.isFull() ? text.tooLong() : damaged(e);
    }
    if (format == DocumentFormat.EMAIL) {
      return text.pages(head(file, metadata));
    }
    List<String> pages = text.pages("");
    if (pages.isEmpty() && !isWhole(file)) {
      throw damaged(null);
    }
    return pages;
  }

  /** Parsers go on with what is left of an archive that was cut off. */
  private static boolean isWhole(Path file) {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      return zip.size() > 0;
    } catch (IOException e) {
      return false;
    }
  }

  private UnreadableDocument damaged(Exception cause) {
    return new UnreadableDocument(
        "The file is damaged, or it is not " + format.shownAs() + ".", cause);
  }

  private Parser parser() {
    return switch (format) {
      case DOCX, XLSX, PPTX -> new OOXMLParser();
      case ODT, ODS -> new OpenDocumentParser();
      case EMAIL -> new RFC822Parser();
      default -> throw new IllegalStateException("no office file: " + format);
    };
  }

  private ParseContext context(OfficeText text) {
    ParseContext context = new ParseContext();
    OfficeParserConfig config = new OfficeParserConfig();
    config.setUseSAXDocxExtractor(true);
    config.setUseSAXPptxExtractor(true);
    config.setExtractMacros(false);
    context.set(OfficeParserConfig.class, config);
    context.set(Parser.class, new AutoDetectParser());
    context.set(
        EmbeddedDocumentExtractor.class,
        new AttachmentReader(format == DocumentFormat.EMAIL, context, limits));
    return context;
  }

  private static String head(Path file, Metadata metadata) throws IOException {
    String to = String.join(", ", metadata.getValues(Message.MESSAGE_TO));
    return Stream.of(
            line("From", MailHead.whole(file, "From", metadata.get(Message.MESSAGE_FROM))),
            line("To", MailHead.whole(file, "To", to)),
            line("Date", metadata.get(TikaCoreProperties.CREATED)),
            line(
                "Subject",
                MailHead.whole(file, "Subject", metadata.get(TikaCoreProperties.SUBJECT))))
        .filter(line -> !line.isEmpty())
        .collect(Collectors.joining("\n", "", "\n\n"));
  }

  private static String line(String name, String value) {
    return value == null || value.isBlank() ? "" : name + ": " + Headings.unmarked(value);
  }
}
