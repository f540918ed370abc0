package org.waybill.reading;

import java.lang.management.ManagementFactory;
import java.util.function.BooleanSupplier;
import javax.management.JMException;
import javax.management.ObjectName;
import org.waybill.time.Ticker;

/**
 * Limits what reading one page may cost. It is called whenever the parser reads from its file or
 * executes an operator, and stops the parser with an exception that no parser catches.
 *
 * <p>PDFBox decodes object streams, fonts and forms into memory at several places, which cannot all
 * be watched. But all of them read their bytes from the file, and one byte of deflate becomes at
 * most a thousand. So the memory that the thread has allocated is checked every few kilobytes.
 */
final class Budget {

  /** Stopped from outside; becomes an InterruptedException where that may be thrown. */
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
   * @param stopped whether the attempt should end; called often
   */
  Budget(Ticker ticker, ReadingLimits readingLimits, BooleanSupplier stopped) {
    this.ticker = ticker;
    this.readingLimits = readingLimits;
    this.stopped = stopped;
  }

  /** Starts counting for the next page. */
  void start(String part) {
    where = part;
    allocatedBefore = allocated();
    startedNanos = ticker.nanos();
    characters = 0;
    refresh();
  }

  /** Counts bytes read, or operators executed. */
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
