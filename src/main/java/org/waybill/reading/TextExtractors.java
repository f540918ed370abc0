package org.waybill.reading;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.function.BooleanSupplier;
import org.waybill.config.Settings;

/** Selects how a file is read, by its kind. */
@ApplicationScoped
public class TextExtractors {

  /** The supported kinds, for error messages. */
  public static final String KINDS = "PDF, HTML, Markdown, plain text and subtitles (SRT, WebVTT)";

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
    PageReader here =
        Parsers.of(mediaType, readingLimits, stopped)
            .orElseThrow(
                () ->
                    new UnreadableDocument(
                        "Files of type " + mediaType + " cannot be read; allowed: " + KINDS + "."));
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
