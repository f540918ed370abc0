package org.waybill.reading;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.waybill.time.Ticker;

/**
 * Reads the output of a reader process, with limits; the waiting thread may be stopped. Limits
 * apply to processor time, not to elapsed time, so that a busy machine only makes reading slower.
 */
final class ReaderWatch extends InputStream {

  private static final int LONGEST_NAP = 20;

  /** A process that neither computes nor writes is ended as well, but much later. */
  private static final int PATIENCE = 10;

  private static final Duration GRACE = Duration.ofSeconds(2);

  private final Ticker ticker;
  private final Process process;
  private final InputStream source;
  private final ReaderLimits limits;
  private BooleanSupplier stopped = () -> false;
  private Duration patience;
  private Duration atStart = Duration.ZERO;
  private Duration atPage = Duration.ZERO;
  private long waitedNanos;
  private boolean starting;
  private boolean heard;

  ReaderWatch(Ticker ticker, Process process, ReaderLimits limits) {
    this.ticker = ticker;
    this.process = process;
    this.source = process.getInputStream();
    this.limits = limits;
  }

  /**
   * The process is starting; its processor time is not limited yet.
   *
   * @param longest maximum elapsed time until its first output
   */
  void beginProcess(Duration longest) {
    starting = true;
    patience = longest;
  }

  /** A document starts. */
  void beginDocument(BooleanSupplier stop) {
    starting = false;
    stopped = stop;
    patience = limits.pageTime().multipliedBy(PATIENCE).plus(GRACE);
    heard = false;
    atStart = processorTime();
    pageRead();
  }

  /** Turning a page into an image counts for the page, but not for the time of reading text. */
  void imageRead() {
    atStart = atStart.plus(processorTime().minus(atPage));
  }

  /** The next page starts; the time that the caller spent on the last one does not count. */
  void pageRead() {
    atPage = processorTime();
    waitedNanos = 0;
  }

  /** Whether the process has written anything since its start. */
  boolean hasHeard() {
    return heard;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int there = source.available();
    for (int nap = 1; there == 0; nap = Math.min(LONGEST_NAP, nap * 2)) {
      if (!process.isAlive() && source.available() == 0) {
        return -1;
      }
      pause(nap);
      check();
      there = source.available();
    }
    heard = true;
    return source.read(bytes, offset, Math.min(length, there));
  }

  @Override
  public int available() throws IOException {
    return source.available();
  }

  private void pause(int millis) {
    long before = ticker.nanos();
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Budget.Stopped();
    }
    waitedNanos += ticker.nanos() - before;
  }

  private void check() {
    if (stopped.getAsBoolean()) {
      throw new Budget.Stopped();
    }
    if (waitedNanos > patience.toNanos()) {
      throw limits.pageTooSlow();
    }
    if (starting) {
      return;
    }
    Duration now = processorTime();
    if (exceeds(now, atPage, limits.pageTime().plus(GRACE))) {
      throw limits.pageTooSlow();
    }
    if (exceeds(now, atStart, limits.time())) {
      throw limits.tooSlow();
    }
  }

  private static boolean exceeds(Duration now, Duration before, Duration limit) {
    return now.minus(before).compareTo(limit) > 0;
  }

  /** Processor time of the process; zero if it is unknown: then only the elapsed time counts. */
  private Duration processorTime() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }
}
