package org.waybill.reading;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waybill.config.Settings;
import org.waybill.running.LocalCommand;
import org.waybill.running.Receiver;

/** Scanned pages become text by a program, or by a service. */
class OcrTest {

  @TempDir private Path folder;
  private final Map<String, String> set = new HashMap<>();
  private final List<String> notes = new ArrayList<>();
  private ReaderPool readers;

  @AfterEach
  void stop() {
    if (readers != null) {
      readers.close();
    }
  }

  @Test
  void scannedPagesAreReadByTesseract() throws Exception {
    LocalCommand.require("tesseract");

    List<String> pages = read("application/pdf", scan("Quarterly figures", "Total 4711"));

    assertThat(pages).hasSize(3);
    assertThat(pages.get(0)).contains("Quarterly figures");
    assertThat(pages.get(1)).contains("4711");
    assertThat(pages.get(2)).contains("Typed.");
    assertThat(notes).isEmpty();
    for (String kind : List.of("png", "jpeg", "tiff")) {
      assertThat(read("image/" + kind, image(kind, "Quarterly figures")).get(0))
          .as(kind)
          .contains("Quarterly figures");
    }
  }

  @Test
  void aProgramGetsTheImageAndTheLanguages() throws Exception {
    set.put("waybill.ocr.command", program("head -c 4 | tail -c 3; echo \" $1 $2 $3 $4 $SECRET\""));
    set.put("waybill.ocr.languages", "eng+deu");

    assertThat(read("application/pdf", scan("x")).get(0)).isEqualTo("PNG stdin stdout -l eng+deu");
  }

  @Test
  void aProgramThatFailsOrTakesTooLongCostsOnlyThePage() throws Exception {
    set.put("waybill.ocr.command", program("exit 3"));
    assertThat(read("application/pdf", scan("x")).get(1)).contains("Typed.");
    assertThat(notes).singleElement().asString().contains("Page 1:", "failed with code 3");

    notes.clear();
    set.put("waybill.ocr.command", program("exec sleep 600"));
    set.put("waybill.ocr.max-page-time", "100ms");
    assertThat(read("application/pdf", scan("x")).get(1)).contains("Typed.");
    assertThat(notes).singleElement().asString().contains("WAYBILL_OCR_MAX_PAGE_TIME");
  }

  @Test
  void aProgramIsKilledWhenTheAttemptEnds() throws Exception {
    Path began = folder.resolve("began");
    set.put("waybill.ocr.command", program("echo $$ > " + began + "; exec sleep 600"));
    AtomicBoolean stopped = new AtomicBoolean();
    Ocr ocr = new Ocr(new Settings(set::get));

    assertThatThrownBy(
            () ->
                ocr.read(
                    new byte[] {1},
                    () -> {
                      stopped.set(Files.exists(began) && size(began) > 1);
                      return stopped.get();
                    }))
        .isInstanceOf(InterruptedException.class);

    long pid = Long.parseLong(Files.readString(began).strip());
    org.awaitility.Awaitility.await()
        .until(() -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
  }

  @Test
  void aServiceGetsTheImageOfThePage() throws Exception {
    List<String> asked = new ArrayList<>();
    try (Receiver service =
        new Receiver(
            exchange -> {
              byte[] body = exchange.getRequestBody().readAllBytes();
              asked.add(
                  exchange.getRequestHeaders().getFirst("Content-Type")
                      + new String(body, 1, 3, UTF_8));
              Receiver.say(exchange, 200, "Grüße");
            })) {
      set.put("waybill.ocr.url", service.at("/ocr").toString());
      assertThat(read("application/pdf", scan("x")).get(0)).isEqualTo("Grüße");
      assertThat(asked).containsExactly("image/pngPNG");
    }
  }

  @Test
  void aServiceThatIsAwayIsAskedAgainByTheNextAttempt() throws Exception {
    try (Receiver service = new Receiver(exchange -> Receiver.say(exchange, 503, "later"))) {
      set.put("waybill.ocr.url", service.at("/ocr").toString());
      assertThatThrownBy(() -> read("application/pdf", scan("x")))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("answered 503");
    }
    try (Receiver service = new Receiver(exchange -> Receiver.say(exchange, 422, "no"))) {
      set.put("waybill.ocr.url", service.at("/ocr").toString());
      assertThat(read("application/pdf", scan("x")).get(0)).isEmpty();
      assertThat(notes).singleElement().asString().contains("Page 1:", "answered 422");
    }
  }

  @Test
  void damagedImagesAreRefused() throws Exception {
    set.put("waybill.ocr.command", program("echo text"));
    byte[] whole = image("png", "x");

    assertThatThrownBy(() -> read("image/png", java.util.Arrays.copyOf(whole, 60)))
        .isInstanceOf(UnreadableDocument.class)
        .hasMessageContaining("damaged");
    assertThatThrownBy(() -> read("image/png", "no image".getBytes(UTF_8)))
        .isInstanceOf(UnreadableDocument.class)
        .hasMessageContaining("damaged");
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      return 0;
    }
  }

  private List<String> read(String mediaType, byte[] content) throws Exception {
    Settings settings = new Settings(set::get);
    readers = readers == null ? new ReaderPool(settings) : readers;
    Path file = Files.write(folder.resolve("scan"), content);
    List<String> pages = new ArrayList<>();
    new TextExtractors(settings, readers, new Ocr(settings))
        .pages(mediaType, () -> false)
        .read(
            file,
            new PageReader.Sink() {
              @Override
              public void page(int number, int total, String text) {
                pages.add(text);
              }

              @Override
              public void note(String text) {
                notes.add(text);
              }
            });
    return pages;
  }

  private String program(String script) throws IOException {
    Path file = Files.createTempFile(folder, "ocr", ".sh");
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    return file.toString();
  }

  /** A page for each text, which is an image; and one with text. */
  private static byte[] scan(String... texts) throws IOException {
    try (PDDocument document = new PDDocument();
        PDDocument typed = org.apache.pdfbox.Loader.loadPDF(Pdfs.of(List.of("Typed.")));
        var out = new ByteArrayOutputStream()) {
      for (String text : texts) {
        PDPage page = new PDPage();
        document.addPage(page);
        try (var content = new PDPageContentStream(document, page)) {
          content.drawImage(
              LosslessFactory.createFromImage(document, picture(text)), 50, 500, 400, 100);
        }
      }
      document.importPage(typed.getPage(0));
      document.save(out);
      return out.toByteArray();
    }
  }

  private static byte[] image(String kind, String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    assertThat(ImageIO.write(picture(text), kind, bytes)).isTrue();
    return bytes.toByteArray();
  }

  private static BufferedImage picture(String text) {
    BufferedImage image = new BufferedImage(1200, 300, BufferedImage.TYPE_INT_RGB);
    Graphics2D canvas = image.createGraphics();
    canvas.setColor(Color.WHITE);
    canvas.fillRect(0, 0, image.getWidth(), image.getHeight());
    canvas.setColor(Color.BLACK);
    canvas.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 90));
    canvas.drawString(text, 60, 180);
    canvas.dispose();
    return image;
  }
}
