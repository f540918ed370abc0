package org.waybill.reading;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.function.BooleanSupplier;
import org.waybill.config.Settings;
import org.waybill.document.DocumentFormat;

/** Selects how a file is read, by its kind. */
@ApplicationScoped
public class TextExtractors {

  private final ReadingLimits readingLimits;
  private final ReaderPool readers;
  private final Ocr ocr;

  @Inject private Event<PageRecognised> recognised;

  /** For the container's proxy. */
  protected TextExtractors() {
    this.readingLimits = null;
    this.readers = null;
    this.ocr = null;
  }

  @Inject
  public TextExtractors(Settings settings, ReaderPool readers, Ocr ocr) {
    this.readingLimits = ReadingLimits.of(settings);
    this.readers = readers;
    this.ocr = ocr;
  }

  /**
   * The pages of a file; they are read in another process, which can be ended.
   *
   * @param stopped whether the attempt should end; called often
   * @throws UnreadableDocument if this kind cannot be read
   */
  public PageReader pages(String mediaType, BooleanSupplier stopped) {
    PageReader marked = pagesWithHeadings(mediaType, stopped);
    return (file, from, sink) -> marked.read(file, from, new PlainPages(sink));
  }

  /** The same with marks before headings, as {@link Indexer} reads them. */
  public PageReader pagesWithHeadings(String mediaType, BooleanSupplier stopped) {
    boolean images = ocr.isThere();
    PageReader here =
        Parsers.of(mediaType, readingLimits, stopped, images)
            .orElseThrow(
                () ->
                    new UnreadableDocument(
                        "Files of type %s cannot be read; allowed: %s."
                            .formatted(mediaType, DocumentFormat.names())));
    return (file, from, sink) -> {
      PageReader.Sink to = images ? new RecognisedPages(ocr, sink, stopped, this::publish) : sink;
      ReaderRequest request = new ReaderRequest(mediaType, file, from, images, readingLimits);
      if (!readers.read(request, to, stopped)) {
        here.read(file, from, to);
      }
    };
  }

  private void publish(PageRecognised page) {
    if (recognised != null) {
      recognised.fire(page);
    }
  }

  /** The maximum number of characters of a document. */
  public int longest() {
    return readingLimits.characters();
  }
}
