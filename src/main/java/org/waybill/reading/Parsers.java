package org.waybill.reading;

import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Selects the parser for a kind of file; it runs in the calling process. */
final class Parsers {

  private Parsers() {}

  /** Empty if this kind cannot be read. */
  static Optional<PageReader> of(
      String mediaType, ReadingLimits readingLimits, BooleanSupplier stopped) {
    return Optional.ofNullable(
        switch (mediaType) {
          case "application/pdf" -> new PdfPages(readingLimits, stopped);
          case "text/html", "application/xhtml+xml" ->
              new TextPages(readingLimits, MarkupStripper::html);
          case "text/markdown" -> new TextPages(readingLimits, MarkupStripper::markdown);
          case "text/plain" -> new TextPages(readingLimits, text -> text);
          case "text/vtt", "application/x-subrip" ->
              new TextPages(readingLimits, Subtitles::spoken);
          default -> null;
        });
  }
}
