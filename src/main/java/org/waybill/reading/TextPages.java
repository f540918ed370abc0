package org.waybill.reading;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** The pages of a text file, separated by form feeds; most files have one page. */
final class TextPages implements PageReader {

  private static final int BYTES_PER_CHARACTER = 4;

  private final ReadingLimits readingLimits;
  private final Function<byte[], String> decoding;
  private final UnaryOperator<String> toText;

  /**
   * @param toText removes the markup
   */
  TextPages(
      ReadingLimits readingLimits,
      Function<byte[], String> decoding,
      UnaryOperator<String> toText) {
    this.readingLimits = readingLimits;
    this.decoding = decoding;
    this.toText = toText;
  }

  @Override
  public void read(Path file, int from, Sink sink) throws IOException, InterruptedException {
    if (Files.size(file) > (long) readingLimits.characters() * BYTES_PER_CHARACTER) {
      throw new UnreadableDocument(
          "The text is longer than " + readingLimits.characters() + " characters.");
    }
    String[] pages = toText.apply(decoding.apply(Files.readAllBytes(file))).split("\f", -1);
    if (pages.length > readingLimits.pages()) {
      throw new UnreadableDocument("The text has more than " + readingLimits.pages() + " pages.");
    }
    for (int i = from - 1; i < pages.length; i++) {
      sink.page(i + 1, pages.length, pages[i]);
    }
  }
}
