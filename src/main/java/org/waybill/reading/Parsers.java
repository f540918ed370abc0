package org.waybill.reading;

import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Which parser reads which kind of file, in the process that asks. */
final class Parsers {

  private Parsers() {}

  /** Empty if there is no way to read this kind. */
  static Optional<Pages> of(String mediaType, Limits limits, BooleanSupplier stopped) {
    return Optional.ofNullable(
        switch (mediaType) {
          case "application/pdf" -> new PdfPages(limits, stopped);
          case "text/html", "application/xhtml+xml" -> new TextPages(limits, Markup::html);
          case "text/markdown" -> new TextPages(limits, Markup::markdown);
          case "text/plain" -> new TextPages(limits, text -> text);
          case "text/vtt", "application/x-subrip" -> new TextPages(limits, Subtitles::spoken);
          default -> null;
        });
  }
}
