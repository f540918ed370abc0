package org.waybill.reading;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.waybill.document.DocumentFormat;

/** Reads files that are not as they should be. */
final class OddFiles {

  private static final ReadingLimits LIMITS =
      new ReadingLimits(1_000, 4_000_000, 2_000_000, 500_000_000L, Duration.ofSeconds(30));

  /**
   * What a reader makes of a file.
   *
   * @param images the numbers of pages that came as images
   * @param refusal why it cannot be read, or null
   */
  record Read(List<String> pages, List<String> notes, List<Integer> images, String refusal) {
    String text() {
      return refusal == null ? Headings.plain(String.join("\f", pages)) : "REFUSED: " + refusal;
    }
  }

  private OddFiles() {}

  static Read read(DocumentFormat said, String content) throws IOException, InterruptedException {
    return read(said, content.getBytes(StandardCharsets.UTF_8));
  }

  static Read read(DocumentFormat said, byte[] content) throws IOException, InterruptedException {
    Path file = Files.createTempFile("odd-", ".file");
    List<String> pages = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    List<Integer> images = new ArrayList<>();
    try {
      Files.write(file, content);
      Parsers.of(said.mediaType(), LIMITS, () -> false, false)
          .orElseThrow()
          .read(
              file,
              new PageReader.Sink() {
                @Override
                public void page(int number, int total, String text) {
                  pages.add(text);
                }

                @Override
                public void image(int number, int total, byte[] png) {
                  images.add(number);
                  pages.add("");
                }

                @Override
                public void note(String text) {
                  notes.add(text);
                }
              });
      return new Read(pages, notes, images, null);
    } catch (UnreadableDocument e) {
      return new Read(pages, notes, images, e.getMessage());
    } finally {
      Files.delete(file);
    }
  }
}
