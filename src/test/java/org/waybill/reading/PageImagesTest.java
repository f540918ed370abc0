package org.waybill.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Point;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waybill.owner.Owner;
import org.waybill.reading.PageImageRequested.Result;

class PageImagesTest {

  private static final ReadingLimits LIMITS =
      new ReadingLimits(5_000, 1_000_000, 100_000, Long.MAX_VALUE, Duration.ofSeconds(20));

  private static final Owner ADA = new Owner("acme", "ada");

  private final List<Result> results = new ArrayList<>();
  private ReaderPool pool = new ReaderPool(limits(Duration.ofSeconds(60), 256), ReaderCommand::of);

  @TempDir private Path folder;

  @AfterEach
  void close() {
    pool.close();
  }

  @Test
  void thePassageIsMarkedAlthoughItWasHyphenatedOnThePage() throws Exception {
    Path pdf =
        file(
            Pdfs.placed(
                new PDRectangle(600, 800),
                0,
                Map.of(
                    new Point(100, 700), "The lamp is lit at the lat-",
                    new Point(100, 660), "est when dusk comes.",
                    new Point(100, 300), "Nothing of this is cited.")));

    BufferedImage image = image(pdf, 600, "is lit at the latest when dusk comes.");

    assertThat(image.getWidth()).isEqualTo(600);
    assertThat(image.getHeight()).isEqualTo(800);
    assertThat(isMarked(image, 240, 800 - 705)).isTrue();
    assertThat(isMarked(image, 130, 800 - 665)).isTrue();
    assertThat(isMarked(image, 105, 800 - 705)).as("The").isFalse();
    assertThat(isMarked(image, 130, 800 - 305)).as("Nothing").isFalse();
    assertThat(results).containsExactly(Result.DRAWN);
  }

  @Test
  void aPassageThatSomethingInterruptsIsMarkedOnBothSides() throws Exception {
    Path pdf =
        file(
            Pdfs.placed(
                new PDRectangle(600, 800),
                0,
                Map.of(
                    new Point(50, 700), "The first half of what is cited here",
                    new Point(50, 660), "Chapter 4",
                    new Point(50, 620), "goes on below the heading of another")));

    BufferedImage image =
        image(
            pdf, 600, "The first half of what is cited here goes on below the heading of another");

    assertThat(isMarked(image, 100, 800 - 705)).isTrue();
    assertThat(isMarked(image, 100, 800 - 665)).isFalse();
    assertThat(isMarked(image, 100, 800 - 625)).isTrue();
  }

  @Test
  void marksFollowTheRotationAndTheOriginOfThePage() throws Exception {
    PDRectangle moved = new PDRectangle(1_000, 2_000, 600, 800);
    for (int rotation : List.of(90, 180, 270)) {
      Path pdf = file(Pdfs.placed(moved, rotation, Map.of(new Point(100, 700), "Turned around")));
      BufferedImage image = image(pdf, rotation == 180 ? 600 : 800, "Turned around");
      Point there =
          switch (rotation) {
            case 90 -> new Point(705, 120);
            case 180 -> new Point(480, 705);
            default -> new Point(95, 480);
          };
      assertThat(isMarked(image, there.x, there.y)).as("turned by %d", rotation).isTrue();
      assertThat(isMarked(image, image.getWidth() / 2, image.getHeight() / 2)).isFalse();
    }
  }

  @Test
  void pagesOfEverySizeAreDrawnWithinTheSameBound() throws Exception {
    Path huge = file(Pdfs.placed(new PDRectangle(1e6f, 1e6f), 0, Map.of()));
    Path tall = file(Pdfs.placed(new PDRectangle(100, 1_000), 0, Map.of()));
    Path line = file(Pdfs.placed(new PDRectangle(1e6f, 1), 0, Map.of()));

    assertThat(image(huge, 2_000, "").getHeight()).isBetween(1_999, 2_000);
    BufferedImage narrow = image(tall, 2_000, "");
    assertThat((long) narrow.getWidth() * narrow.getHeight())
        .isBetween(3_900_000L, (long) PdfImage.MOST_PIXELS);
    assertThat(image(line, 1_000, "").getHeight()).isEqualTo(1);
  }

  @Test
  void aPageThatIsDrawnForEverEndsAtItsLimit() throws Exception {
    pool = new ReaderPool(limits(Duration.ofMillis(100), 256), ReaderCommand::of);
    Path endless = file(Pdfs.nestedForms(12));

    assertThatThrownBy(() -> image(endless, 1_000, ""))
        .isInstanceOf(UnreadableDocument.class)
        .hasMessageContaining("WAYBILL_DOCUMENTS_MAX_PAGE_TIME");
    assertThat(results).containsExactly(Result.FAILED);
  }

  @Test
  void aPageThatTakesTooMuchMemoryEndsItsProcessAndNotTheServer() throws Exception {
    pool = new ReaderPool(limits(Duration.ofSeconds(60), 40), ReaderCommand::of);
    Path picture = file(Pdfs.hugePicture(6_000));

    assertThatThrownBy(() -> image(picture, 2_000, ""))
        .isInstanceOf(UnreadableDocument.class)
        .hasMessageContaining("WAYBILL_DOCUMENTS_READER_MEMORY_MEGABYTES");
  }

  @Test
  void whatCannotBeDrawnIsSaid() throws Exception {
    Path broken = file(new byte[] {1, 2, 3});
    Path one = file(Pdfs.of(List.of("One page.")));

    assertThatThrownBy(() -> image(broken, 500, ""))
        .isInstanceOf(UnreadableDocument.class)
        .hasMessageContaining("damaged");
    assertThatThrownBy(() -> images(1, pool).png(ADA, one, new ImageRequest(2, 500, "")))
        .isInstanceOf(UnreadableDocument.class)
        .hasMessageContaining("no page 2");
    assertThatThrownBy(() -> image(folder.resolve("absent"), 500, ""))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void withoutAReaderProcessNothingIsDrawn() throws Exception {
    ReaderPool none =
        new ReaderPool(
            limits(Duration.ofSeconds(1), 64),
            (limits, scratch) -> new ProcessBuilder("/nowhere/java"));
    Path pdf = file(Pdfs.of(List.of("One page.")));

    assertThatThrownBy(() -> images(1, none).png(ADA, pdf, new ImageRequest(1, 500, "")))
        .isInstanceOf(UnreadableDocument.class)
        .hasMessageContaining("reader process");
  }

  @Test
  void aUserHasFourImagesUnderWayAndNoMore() throws Exception {
    Path pipe = folder.resolve("endless");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    PageImages images = images(4, pool);
    List<Thread> drawing = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Thread thread =
          new Thread(
              () -> {
                try {
                  images.png(ADA, pipe, new ImageRequest(1, 500, ""));
                } catch (Exception e) {
                  // It is interrupted at the end.
                }
              });
      thread.start();
      drawing.add(thread);
    }

    Awaitility.await()
        .untilAsserted(
            () ->
                assertThatThrownBy(() -> images.png(ADA, folder, new ImageRequest(1, 500, "")))
                    .isInstanceOfSatisfying(
                        PageImages.Busy.class, busy -> assertThat(busy.isOfUser()).isTrue()));

    drawing.forEach(Thread::interrupt);
    for (Thread each : drawing) {
      each.join();
    }
    Path pdf = file(Pdfs.of(List.of("One page.")));
    assertThat(images.png(ADA, pdf, new ImageRequest(1, 500, ""))).isNotEmpty();
  }

  private BufferedImage image(Path file, int width, String passage) throws Exception {
    byte[] png = images(1, pool).png(ADA, file, new ImageRequest(1, width, passage));
    return ImageIO.read(new ByteArrayInputStream(png));
  }

  private PageImages images(int atOnce, ReaderPool readers) {
    return new PageImages(readers, LIMITS, atOnce, each -> results.add(each.result()));
  }

  /** Yellow, or yellow on black: there is less blue than red. */
  private static boolean isMarked(BufferedImage image, int x, int y) {
    int yellow = 0;
    for (int dx = -4; dx <= 4; dx++) {
      int color = image.getRGB(x + dx, y);
      yellow += (color >> 16 & 0xFF) - (color & 0xFF) > 60 ? 1 : 0;
    }
    return yellow > 6;
  }

  private static ReaderLimits limits(Duration pageTime, int megabytes) {
    return new ReaderLimits(pageTime, Duration.ofMinutes(5), megabytes);
  }

  private Path file(byte[] content) throws IOException {
    return Files.write(Files.createTempFile(folder, "document", ""), content);
  }
}
