package org.waybill.reading;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

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

    /**
     * Receives a page that has no text, as an image for character recognition.
     *
     * @param png the image; empty if none was wanted
     */
    default void image(int number, int total, byte[] png) throws InterruptedException {
      page(number, total, "");
    }

    /**
     * Receives a page whose text was recognised on its image.
     *
     * @param most how long that may have taken
     */
    default void recognised(int number, int total, String text, Duration most)
        throws InterruptedException {
      page(number, total, text);
    }

    /** Receives what the owner should know of the document, for instance what was not read. */
    default void note(String text) {}
  }

  /**
   * Passes pages on, in order.
   *
   * @param from the first page
   * @throws UnreadableDocument if the file cannot be read
   * @throws InterruptedException if reading is stopped
   */
  void read(Path file, int from, Sink sink) throws IOException, InterruptedException;

  /** Passes every page on. */
  default void read(Path file, Sink sink) throws IOException, InterruptedException {
    read(file, 1, sink);
  }
}
