package org.waybill.reading;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReaderPoolTest {

  private static final ReadingLimits LIMITS =
      new ReadingLimits(5_000, 10_000_000, 100_000, 192_000_000, Duration.ofSeconds(20));
  private static final ReaderLimits USUAL =
      new ReaderLimits(Duration.ofSeconds(60), Duration.ofMinutes(5), 128);

  private final List<ProcessBuilder> commands = new ArrayList<>();

  /** Of other tests, whose readers may still be idle. */
  private final Set<Long> others =
      ProcessHandle.current().children().map(ProcessHandle::pid).collect(Collectors.toSet());

  private ReaderPool pool = pool(USUAL);

  @TempDir private Path folder;

  @AfterEach
  void close() {
    pool.close();
  }

  @Test
  void readsOneDocumentAfterAnotherInOneProcess() throws Exception {
    Path pdf = file(Pdfs.of(Pdfs.corpus("handbook")));
    Path markdown = file("# Title\n\nSome *words*.".getBytes(UTF_8));

    assertThat(read("application/pdf", pdf)).hasSize(24).element(5).asString().contains("28 days");
    assertThat(read("text/markdown", markdown).get(0)).contains("Title", "Some words.");
    assertThat(read("text/html", file("<p>Grüße</p>".getBytes(UTF_8))).get(0)).contains("Grüße");

    assertThat(commands).hasSize(1);
  }

  @Test
  void whatAParserRefusesIsSaidAndCostsNoProcess() throws Exception {
    Path broken = file("This is no PDF.".getBytes(UTF_8));

    assertThatThrownBy(() -> read("application/pdf", broken))
        .isInstanceOf(UnreadableDocument.class)
        .hasMessageContaining("damaged");
    assertThatThrownBy(() -> read("text/plain", folder.resolve("absent")))
        .isInstanceOf(NoSuchFileException.class);

    assertThat(read("text/plain", file("words".getBytes(UTF_8)))).containsExactly("words");
  }

  @Test
  void aParserThatNeverEndsIsKilledWhenToldToStop() throws Exception {
    Path endless = endless();
    AtomicBoolean stopped = new AtomicBoolean();
    Thread cancelling =
        new Thread(
            () -> {
              Awaitility.await().until(() -> reader().isPresent());
              stopped.set(true);
            });
    cancelling.start();

    assertThatThrownBy(() -> read("text/plain", endless, stopped))
        .isInstanceOf(InterruptedException.class);

    cancelling.join();
    Awaitility.await().until(() -> reader().isEmpty());
    assertThat(read("text/plain", file("words".getBytes(UTF_8)))).containsExactly("words");
    assertThat(commands).hasSize(2);
  }

  @Test
  void aParserThatNeverSpeaksIsKilledByTheClock() throws Exception {
    pool = pool(new ReaderLimits(Duration.ofMillis(50), Duration.ofMinutes(5), 128));
    Path endless = endless();

    assertThatThrownBy(() -> read("text/plain", endless))
        .isInstanceOf(UnreadableDocument.class)
        .hasMessageContaining("WAYBILL_DOCUMENTS_MAX_PAGE_TIME");

    Awaitility.await().until(() -> reader().isEmpty());
  }

  @Test
  void aDocumentThatTakesTooMuchProcessorTimeIsRefused() throws Exception {
    pool = pool(new ReaderLimits(Duration.ofSeconds(60), Duration.ofMillis(1), 128));
    Path markdown = file("[a](<b".repeat(200_000).getBytes(UTF_8));

    assertThatThrownBy(() -> read("text/markdown", markdown))
        .isInstanceOf(UnreadableDocument.class)
        .hasMessageContaining("WAYBILL_DOCUMENTS_MAX_READ_TIME");
  }

  @Test
  void aDocumentThatTakesTooMuchMemoryIsRefused() throws Exception {
    pool = pool(new ReaderLimits(Duration.ofSeconds(60), Duration.ofMinutes(5), 16));
    Path markdown = file("*a".repeat(4_000_000).getBytes(UTF_8));

    assertThatThrownBy(() -> read("text/markdown", markdown))
        .isInstanceOf(UnreadableDocument.class)
        .hasMessageContaining("WAYBILL_DOCUMENTS_READER_MEMORY_MEGABYTES");
  }

  @Test
  void itInheritsNoSecretsAndEndsWithItsParent() throws Exception {
    ProcessBuilder command = ReaderCommand.of(USUAL, folder);
    Process process = command.start();

    assertThat(command.environment()).containsOnlyKeys("CLASSPATH");
    assertThat(process.getInputStream().read()).isEqualTo(ReaderFrame.Kind.READY.ordinal());
    process.getOutputStream().close();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void whereNoProcessCanBeStartedItSaysSo() throws Exception {
    for (String command : List.of("/nowhere/java", "false")) {
      ReaderPool none = new ReaderPool(USUAL, (limits, scratch) -> new ProcessBuilder(command));
      var request =
          new ReaderRequest("text/plain", file("words".getBytes(UTF_8)), 1, false, LIMITS);

      assertThat(none.read(request, (number, total, text) -> {}, () -> false)).isFalse();
    }
  }

  private ReaderPool pool(ReaderLimits limits) {
    return new ReaderPool(
        limits,
        (given, scratch) -> {
          commands.add(ReaderCommand.of(given, scratch));
          return commands.get(commands.size() - 1);
        });
  }

  /** A pipe that nobody writes to: whoever reads it waits for ever. */
  private Path endless() throws Exception {
    Path pipe = folder.resolve("endless");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    return pipe;
  }

  private Optional<ProcessHandle> reader() {
    return ProcessHandle.current()
        .children()
        .filter(each -> !others.contains(each.pid()))
        .filter(ReaderPoolTest::isReader)
        .findFirst();
  }

  private static boolean isReader(ProcessHandle process) {
    return process.isAlive()
        && process.info().commandLine().orElse("").contains(ReaderMain.class.getName());
  }

  private List<String> read(String mediaType, Path file) throws IOException, InterruptedException {
    return read(mediaType, file, new AtomicBoolean());
  }

  private List<String> read(String mediaType, Path file, AtomicBoolean stopped)
      throws IOException, InterruptedException {
    List<String> pages = new ArrayList<>();
    assertThat(
            pool.read(
                new ReaderRequest(mediaType, file, 1, false, LIMITS),
                (number, total, text) -> pages.add(text),
                stopped::get))
        .isTrue();
    return pages;
  }

  private Path file(byte[] content) throws IOException {
    return Files.write(Files.createTempFile(folder, "document", ""), content);
  }
}
