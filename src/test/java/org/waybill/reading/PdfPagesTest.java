package org.waybill.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PdfPagesTest {

  private static final ReadingLimits USUAL =
      new ReadingLimits(5_000, 10_000_000, 100_000, 192_000_000, Duration.ofSeconds(20));

  @TempDir private Path folder;

  @Test
  void readsEveryPageWithItsNumber() throws Exception {
    List<String> pages = read(Pdfs.of(Pdfs.corpus("handbook")), USUAL);

    assertThat(pages).hasSize(24);
    assertThat(pages.get(5)).contains("28 days of paid holiday");
    assertThat(pages.get(23)).contains("three months to the end of a quarter");
  }

  @Test
  void readsUmlautsAndManyPages() throws Exception {
    assertThat(read(Pdfs.of(Pdfs.corpus("garten")), USUAL).get(5)).contains("Hühner nicht");
    assertThat(read(Pdfs.of(Collections.nCopies(600, "A page.")), USUAL)).hasSize(600);
  }

  @Test
  void readsWhatOnlyTheOwnersPasswordProtects() throws Exception {
    assertThat(read(Pdfs.encrypted(List.of("Open to all."), ""), USUAL).get(0))
        .contains("Open to all.");
  }

  @Test
  void refusesWhatNeedsAPassword() throws IOException {
    refuses(Pdfs.encrypted(List.of("Secret."), "secret"), USUAL, "encrypted and needs a password");
  }

  @Test
  void refusesWhatIsNoPdf() {
    refuses("This is no PDF.".getBytes(StandardCharsets.UTF_8), USUAL, "damaged");
    refuses(new byte[0], USUAL, "damaged");
  }

  @Test
  void refusesWhatHasNoPages() throws IOException {
    refuses(Pdfs.of(List.of()), USUAL, "no pages");
  }

  @Test
  void refusesATruncatedFile() throws IOException {
    byte[] whole = Pdfs.of(Pdfs.corpus("handbook"));

    refuses(Arrays.copyOf(whole, 300), USUAL, "damaged");
    refuses(Arrays.copyOf(whole, whole.length / 2), USUAL, "damaged");
  }

  @Test
  void refusesTooManyPages() throws IOException {
    ReadingLimits two = new ReadingLimits(2, 1_000, 1_000, 128_000_000, Duration.ofSeconds(20));

    refuses(Pdfs.of(List.of("1", "2", "3")), two, "3 pages; allowed: at most 2");
  }

  @Test
  void refusesTooManyCharactersOnOnePage() throws IOException {
    refuses(Pdfs.withContent(Pdfs.words(10_000)), USUAL, "Page 1 has more than 100000 characters");
  }

  @Test
  void refusesABombThatWouldFillTheMemory() throws IOException {
    byte[] bomb = Pdfs.withSplitContent(Pdfs.spaces(400));
    assertThat(bomb.length).isLessThan(2_000_000);

    refuses(bomb, USUAL, "more than 192 MB of memory");
  }

  @Test
  void refusesAPageThatTakesTooLong() throws IOException {
    ReadingLimits hasty =
        new ReadingLimits(10, 1_000_000, 1_000_000, 4_000_000_000L, Duration.ofMillis(100));

    refuses(Pdfs.withContent(Pdfs.spaces(300)), hasty, "takes longer than 0.1 s");
  }

  @Test
  void stopsBetweenAndWithinPagesWhenTold() throws IOException {
    Path file = file(Pdfs.of(Collections.nCopies(50, "A page.")));
    AtomicInteger pages = new AtomicInteger();
    PdfPages stopping = new PdfPages(USUAL, () -> pages.get() >= 3, false);

    assertThatThrownBy(() -> stopping.read(file, (n, total, text) -> pages.incrementAndGet()))
        .isInstanceOf(InterruptedException.class);
    assertThat(pages).hasValue(3);
  }

  @Test
  void stopsOnAnInterruptThatTheSinkThrows() throws IOException {
    Path file = file(Pdfs.of(List.of("A page.", "Another.")));
    PdfPages reader = new PdfPages(USUAL, () -> false, false);

    assertThatThrownBy(
            () ->
                reader.read(
                    file,
                    (n, total, text) -> {
                      throw new InterruptedException();
                    }))
        .isInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  private void refuses(byte[] pdf, ReadingLimits readingLimits, String reason) {
    assertThatThrownBy(() -> read(pdf, readingLimits))
        .isInstanceOf(UnreadableDocument.class)
        .hasMessageContaining(reason);
  }

  private List<String> read(byte[] pdf, ReadingLimits readingLimits)
      throws IOException, InterruptedException {
    List<String> pages = new ArrayList<>();
    new PdfPages(readingLimits, () -> false, false)
        .read(
            file(pdf),
            (number, total, text) -> {
              assertThat(number).isEqualTo(pages.size() + 1).isLessThanOrEqualTo(total);
              pages.add(text);
            });
    return pages;
  }

  private Path file(byte[] content) throws IOException {
    return Files.write(folder.resolve("document.pdf"), content);
  }
}
