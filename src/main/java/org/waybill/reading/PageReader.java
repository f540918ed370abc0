package org.waybill.reading;

import java.io.IOException;
import java.nio.file.Path;

/** Reads one kind of file, page by page. */
@FunctionalInterface
public interface PageReader {

  /** Receives the pages. */
  @FunctionalInterface
  interface Sink {
    /**
     * Receives the next page.
     *
     * @param number from 1
     * @param total number of pages
     */
    void page(int number, int total, String text) throws InterruptedException;
  }

  /**
   * Passes every page on, in order.
   *
   * @throws UnreadableDocument if the file cannot be read
   * @throws InterruptedException if reading is stopped
   */
  void read(Path file, Sink sink) throws IOException, InterruptedException;
}
