package org.waybill.reading;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.waybill.document.DocumentFormat;

/** Selects the parser for a kind of file; it runs in the calling process. */
final class Parsers {

  private Parsers() {}

  /** Empty if this kind cannot be read. */
  static Optional<PageReader> of(String mediaType, ReadingLimits limits, BooleanSupplier stopped) {
    return DocumentFormat.ofMediaType(mediaType).map(format -> of(format, limits, stopped));
  }

  static PageReader of(DocumentFormat format, ReadingLimits limits, BooleanSupplier stopped) {
    return switch (format) {
      case PDF -> new PdfPages(limits, stopped);
      case HTML -> new TextPages(limits, TextDecoder::ofHtml, MarkupStripper::html);
      case MARKDOWN -> new TextPages(limits, TextDecoder::decode, MarkupStripper::markdown);
      case TEXT, JSON -> new TextPages(limits, TextDecoder::decode, text -> text);
      case VTT, SRT -> new TextPages(limits, TextDecoder::decode, Subtitles::spoken);
      case CSV -> new TextPages(limits, TextDecoder::decode, CsvText::rows);
      // Loaded when it reads, and not before: the server itself lacks the classes that it uses.
      case DOCX, XLSX, PPTX, ODT, ODS, EMAIL -> (file, sink) -> office(format, limits, file, sink);
    };
  }

  private static void office(
      DocumentFormat format, ReadingLimits limits, Path file, PageReader.Sink sink)
      throws IOException, InterruptedException {
    try {
      new OfficePages(format, limits).read(file, sink);
    } catch (NoClassDefFoundError e) {
      throw new UnreadableDocument(
          "Files of this type can only be read where a reader process can be started.", e);
    }
  }
}
