package org.waybill.reading;

import java.lang.management.ManagementFactory;
import java.util.function.BooleanSupplier;
import javax.management.JMException;
import javax.management.ObjectName;
import org.waybill.time.Ticker;

/**
 * Watches what one page costs while a parser works on it. The parser knows nothing of it: it is
 * asked whenever the parser reads its file or executes an operator, and stops it with an exception
 * that no parser catches.
 *
 * <p>Decoded data is not counted where it is made, since PDFBox decodes object streams, fonts and
 * forms into plain memory at several places. All of them pull their bytes from the file, and
 * deflate makes at most a thousand of one: so what the thread has allocated is looked at every few
 * kilobytes.
 */
final class Budget {

  /** Told to stop from outside; becomes an InterruptedException where that may be thrown. */
  static final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Stopped() {
      super("stopped", null, false, false);
    }
  }

  private static final int STEPS_PER_LOOK = 8_192;

  private final Ticker ticker;
  private final ReadingLimits readingLimits;
  private final BooleanSupplier stopped;
  private String where = "The document";
  private long steps;
  private long allocatedBefore;
  private long startedNanos;
  private int characters;

  /**
   * @param stopped whether the attempt should end; asked often
   */
  Budget(Ticker ticker, ReadingLimits readingLimits, BooleanSupplier stopped) {
    this.ticker = ticker;
    this.readingLimits = readingLimits;
    this.stopped = stopped;
  }

  /** Begins to count anew. */
  void start(String part) {
    where = part;
    allocatedBefore = allocated();
    startedNanos = ticker.nanos();
    characters = 0;
    refresh();
  }

  /** So many bytes were read, or so many operators executed. */
  void spend(int amount) {
    steps += Math.max(1, amount);
    if (steps >= STEPS_PER_LOOK) {
      steps = 0;
      refresh();
    }
  }

  void addCharacter() {
    characters++;
    if (characters > readingLimits.pageCharacters()) {
      throw new UnreadableDocument(
          where + " has more than " + readingLimits.pageCharacters() + " characters.");
    }
    spend(1);
  }

  private void refresh() {
    if (stopped.getAsBoolean() || Thread.currentThread().isInterrupted()) {
      throw new Stopped();
    }
    if (ticker.nanos() - startedNanos > readingLimits.pageTime().toNanos()) {
      throw new UnreadableDocument(
          where
              + " takes longer than "
              + readingLimits.pageTime().toMillis() / 1000.0
              + " s to read.");
    }
    if (allocated() - allocatedBefore > readingLimits.pageMemory()) {
      throw new UnreadableDocument(
          where
              + " takes more than "
              + readingLimits.pageMemory() / 1_000_000
              + " MB of memory to read; it may be a decompression bomb.");
    }
  }

  /** By name through JMX: the class behind it is not visible to applications on every server. */
  private static long allocated() {
    try {
      Object bytes =
          ManagementFactory.getPlatformMBeanServer()
              .getAttribute(
                  new ObjectName("java.lang:type=Threading"), "CurrentThreadAllocatedBytes");
      return (Long) bytes;
    } catch (JMException e) {
      return 0;
    }
  }
}
