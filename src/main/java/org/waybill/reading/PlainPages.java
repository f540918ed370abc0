package org.waybill.reading;

import java.time.Duration;

/** Passes pages on without the marks before their headings. */
final class PlainPages implements PageReader.Sink {

  private final PageReader.Sink sink;

  PlainPages(PageReader.Sink sink) {
    this.sink = sink;
  }

  @Override
  public void page(int number, int total, String text) throws InterruptedException {
    sink.page(number, total, Headings.plain(text));
  }

  @Override
  public void recognised(int number, int total, String text, Duration most)
      throws InterruptedException {
    sink.recognised(number, total, text, most);
  }

  @Override
  public void note(String text) {
    sink.note(text);
  }
}
