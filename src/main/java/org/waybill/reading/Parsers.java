package org.waybill.reading;

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
      case DOCX, XLSX, PPTX, ODT, ODS, EMAIL -> new OfficePages(format, limits);
    };
  }
}
