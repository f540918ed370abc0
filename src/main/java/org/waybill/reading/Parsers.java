package org.waybill.reading;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.waybill.document.DocumentFormat;

/** Selects the parser for a kind of file; it runs in the calling process. */
final class Parsers {

  private Parsers() {}

  /**
   * Empty if this kind cannot be read.
   *
   * @param images whether the images of pages without text are wanted
   */
  static Optional<PageReader> of(
      String mediaType, ReadingLimits limits, BooleanSupplier stopped, boolean images) {
    return DocumentFormat.ofMediaType(mediaType)
        .map(
            said ->
                (file, from, sink) ->
                    of(ContentFormat.of(file, said), limits, stopped, images)
                        .read(file, from, sink));
  }

  private static PageReader of(
      DocumentFormat format, ReadingLimits limits, BooleanSupplier stopped, boolean images) {
    return switch (format) {
      case PDF -> new PdfPages(limits, stopped, images);
      case HTML -> new TextPages(limits, TextDecoder::ofHtml, MarkupStripper::html);
      case MARKDOWN -> new TextPages(limits, TextDecoder::decode, FrontMatter::markdown);
      case TEXT -> new TextPages(limits, TextDecoder::decode, text -> text);
      case JSON -> new TextPages(limits, TextDecoder::decode, JsonText::readable);
      case VTT, SRT -> new TextPages(limits, TextDecoder::decode, Subtitles::spoken);
      case CSV -> new TextPages(limits, TextDecoder::decode, CsvText::rows);
      case PNG, JPEG, TIFF -> new ImagePages(limits, images);
      // Loaded when it reads, and not before: the server itself lacks the classes that it uses.
      case DOCX, XLSX, PPTX, ODT, ODS, EMAIL ->
          (file, from, sink) -> office(format, limits, file, from, sink);
    };
  }

  private static void office(
      DocumentFormat format, ReadingLimits limits, Path file, int from, PageReader.Sink sink)
      throws IOException, InterruptedException {
    try {
      new OfficePages(format, limits).read(file, from, sink);
    } catch (NoClassDefFoundError e) {
      throw new UnreadableDocument(
          "Files of this type can only be read where a reader process can be started.", e);
    }
  }
}
