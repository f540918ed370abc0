package org.waybill.reading;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Turns the images of pages into text and passes it on with all others. */
final class RecognisedPages implements PageReader.Sink {

  private final Ocr ocr;
  private final PageReader.Sink sink;
  private final BooleanSupplier stopped;
  private final Consumer<PageRecognised> published;

  /**
   * @param stopped whether the attempt should end; called often
   * @param published receives what has become of each page
   */
  RecognisedPages(
      Ocr ocr, PageReader.Sink sink, BooleanSupplier stopped, Consumer<PageRecognised> published) {
    this.ocr = ocr;
    this.sink = sink;
    this.stopped = stopped;
    this.published = published;
  }

  @Override
  public void page(int number, int total, String text) throws InterruptedException {
    sink.page(number, total, text);
  }

  @Override
  public void note(String text) {
    sink.note(text);
  }

  @Override
  public void image(int number, int total, byte[] png) throws InterruptedException {
    String text = "";
    PageRecognised result = PageRecognised.FAILED;
    try {
      text = Headings.unmarked(ocr.read(png, stopped)).replace('\f', '\n').strip();
      result = text.isEmpty() ? PageRecognised.BLANK : PageRecognised.TEXT;
    } catch (Ocr.Failed e) {
      sink.note("Page " + number + ": " + e.getMessage() + ".");
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    } finally {
      published.accept(result);
    }
    sink.recognised(number, total, text, ocr.longest());
  }
}
