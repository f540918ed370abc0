package org.waybill.reading;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.function.BooleanSupplier;
import org.waybill.config.Settings;
import org.waybill.document.DocumentFormat;

/** Selects how a file is read, by its kind. */
@ApplicationScoped
public class TextExtractors {

  private final ReadingLimits readingLimits;
  private final ReaderPool readers;

  /** For the container's proxy. */
  protected TextExtractors() {
    this.readingLimits = null;
    this.readers = null;
  }

  @Inject
  public TextExtractors(Settings settings, ReaderPool readers) {
    this.readingLimits = ReadingLimits.of(settings);
    this.readers = readers;
  }

  /**
   * The pages of a file; they are read in another process, which can be ended.
   *
   * @param stopped whether the attempt should end; called often
   * @throws UnreadableDocument if this kind cannot be read
   */
  public PageReader pages(String mediaType, BooleanSupplier stopped) {
    PageReader marked = pagesWithHeadings(mediaType, stopped);
    return (file, sink) ->
        marked.read(file, (number, total, text) -> sink.page(number, total, Headings.plain(text)));
  }

  /** The same with marks before headings, as {@link Indexer} reads them. */
  public PageReader pagesWithHeadings(String mediaType, BooleanSupplier stopped) {
    PageReader here =
        Parsers.of(mediaType, readingLimits, stopped)
            .orElseThrow(
                () ->
                    new UnreadableDocument(
                        "Files of type %s cannot be read; allowed: %s."
                            .formatted(mediaType, DocumentFormat.names())));
    return (file, sink) -> {
      if (!readers.read(new ReaderRequest(mediaType, file, readingLimits), sink, stopped)) {
        here.read(file, sink);
      }
    };
  }

  /** The maximum number of characters of a document. */
  public int longest() {
    return readingLimits.characters();
  }
}
