package org.waybill.reading;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.function.BooleanSupplier;
import org.waybill.config.Settings;

/** Tells how a file of a kind is read. */
@ApplicationScoped
public class TextExtractors {

  /** The kinds there are, in words. */
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
   * @param stopped whether the attempt should end; asked often
   * @throws UnreadableDocument if there is no way to read this kind
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

  /** The most characters of a document. */
  public int longest() {
    return readingLimits.characters();
  }
}
