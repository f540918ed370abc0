package org.waybill.reading;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/** The pages of a text file, separated by form feeds; most files have one page. */
final class TextPages implements PageReader {

  private static final int BYTES_PER_CHARACTER = 4;

  private final ReadingLimits readingLimits;
  private final UnaryOperator<String> toText;

  /**
   * @param toText removes the markup
   */
  TextPages(ReadingLimits readingLimits, UnaryOperator<String> toText) {
    this.readingLimits = readingLimits;
    this.toText = toText;
  }

  @Override
  public void read(Path file, Sink sink) throws IOException, InterruptedException {
    if (Files.size(file) > (long) readingLimits.characters() * BYTES_PER_CHARACTER) {
      throw new UnreadableDocument(
          "The text is longer than " + readingLimits.characters() + " characters.");
    }
    String[] pages = toText.apply(decode(Files.readAllBytes(file))).split("\f", -1);
    if (pages.length > readingLimits.pages()) {
      throw new UnreadableDocument("The text has more than " + readingLimits.pages() + " pages.");
    }
    for (int i = 0; i < pages.length; i++) {
      sink.page(i + 1, pages.length, pages[i]);
    }
  }

  private static String decode(byte[] bytes) {
    if (startsWith(bytes, 0xFE, 0xFF) || startsWith(bytes, 0xFF, 0xFE)) {
      return new String(bytes, StandardCharsets.UTF_16);
    }
    int from = startsWith(bytes, 0xEF, 0xBB, 0xBF) ? 3 : 0;
    String text = utf8OrWindows(ByteBuffer.wrap(bytes, from, bytes.length - from));
    if (text.indexOf('\0') >= 0) {
      throw new UnreadableDocument("The file is not text.");
    }
    return text;
  }

  private static String utf8OrWindows(ByteBuffer bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes.duplicate()).toString();
    } catch (CharacterCodingException e) {
      return Charset.forName("windows-1252").decode(bytes).toString();
    }
  }

  private static boolean startsWith(byte[] bytes, int... mark) {
    for (int i = 0; i < mark.length; i++) {
      if (bytes.length <= i || (bytes[i] & 0xFF) != mark[i]) {
        return false;
      }
    }
    return true;
  }
}
