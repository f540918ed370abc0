package org.waybill.reading;

import java.io.IOException;
import java.nio.file.Path;

/** Reads one kind of file, page by page. */
@FunctionalInterface
public interface PageReader {

  /** Takes the pages. */
  @FunctionalInterface
  interface Sink {
    /**
     * Takes the next page.
     *
     * @param number from 1
     * @param total how many there will be
     */
    void page(int number, int total, String text) throws InterruptedException;
  }

  /**
   * Hands every page over, in order.
   *
   * @throws UnreadableDocument if the file is at fault
   * @throws InterruptedException if told to stop
   */
  void read(Path file, Sink sink) throws IOException, InterruptedException;
}
