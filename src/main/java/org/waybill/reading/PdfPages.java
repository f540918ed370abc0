package org.waybill.reading;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.MemoryUsageSetting;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.pdmodel.font.FontMappers;
import org.waybill.time.Ticker;

/** The pages of a PDF. */
final class PdfPages implements PageReader {

  /** Before the name of a file that is not read. */
  static final String EMBEDDED = "Embedded file, not read: ";

  private static final long IN_MEMORY = 16_000_000;
  private static final long ON_DISK = 1_000_000_000;

  private final ReadingLimits readingLimits;
  private final BooleanSupplier stopped;
  private final boolean images;

  /**
   * @param images whether the images of pages without text are wanted
   */
  PdfPages(ReadingLimits readingLimits, BooleanSupplier stopped, boolean images) {
    this.readingLimits = readingLimits;
    this.stopped = stopped;
    this.images = images;
  }

  @FunctionalInterface
  private interface Work<T> {
    T on(PDDocument document, Budget budget) throws IOException;
  }

  @Override
  public void read(Path file, int from, Sink sink) throws IOException, InterruptedException {
    opened(
        file,
        (document, budget) -> {
          List<PDPage> pages = PdfPageList.of(document, readingLimits.pages());
          PdfExtras.files(document).forEach(name -> sink.note(EMBEDDED + name));
          new PdfText(budget, sink, from, pages, images).read(document);
          return null;
        });
  }

  /** A picture of one page, as PNG. */
  byte[] image(ReaderRequest request) throws IOException, InterruptedException {
    return opened(
        request.file(), (document, budget) -> new PdfImage(document, budget).png(request.image()));
  }

  private <T> T opened(Path file, Work<T> work) throws IOException, InterruptedException {
    findSystemFonts();
    Budget budget = new Budget(new Ticker(), readingLimits, stopped);
    budget.start("The document");
    try (PDDocument document = open(file, budget)) {
      return work.on(document, budget);
    } catch (Budget.Stopped e) {
      throw new InterruptedException("Interrupted while reading the document");
    } catch (InvalidPasswordException e) {
      throw new UnreadableDocument("The document is encrypted and needs a password.", e);
    } catch (NoSuchFileException e) {
      throw e;
    } catch (IOException e) {
      throw new UnreadableDocument("The document is damaged: " + e.getMessage(), e);
    } catch (StackOverflowError | OutOfMemoryError e) {
      // This thread shares no state with others, so it can continue after any error.
      throw new UnreadableDocument(
          "The document is nested too deeply or takes too much memory.", e);
    } catch (NoClassDefFoundError e) {
      throw new UnreadableDocument(
          "The document is encrypted with certificates, which is not supported.", e);
    }
  }

  private static PDDocument open(Path file, Budget budget) throws IOException {
    try {
      return Loader.loadPDF(
          new WatchedFile(file, budget),
          MemoryUsageSetting.setupMixed(IN_MEMORY, ON_DISK).streamCache);
    } catch (UnreadableDocument | Budget.Stopped e) {
      throw e;
    } catch (RuntimeException e) {
      throw new IOException("it cannot be parsed", e);
    }
  }

  /**
   * PDFBox does this once per process, and it may take seconds: not in the time of the first page.
   */
  private static void findSystemFonts() {
    FontMappers.instance().getFontBoxFont("Helvetica", null);
  }
}
