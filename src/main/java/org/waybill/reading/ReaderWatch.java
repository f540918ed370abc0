package org.waybill.reading;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.waybill.time.Ticker;

/**
 * What a reader process writes, for whoever waits for it and may be told to stop meanwhile. Its
 * processor time counts, not the clock's: on a busy machine a document takes longer, and only that.
 */
final class ReaderWatch extends InputStream {

  private static final int LONGEST_NAP = 20;

  /** A process that neither computes nor speaks is ended as well, if much later. */
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
   * The process begins, which costs what it costs.
   *
   * @param longest for its first sign, by the clock
   */
  void beginProcess(Duration longest) {
    starting = true;
    patience = longest;
  }

  /** A document begins. */
  void beginDocument(BooleanSupplier stop) {
    starting = false;
    stopped = stop;
    patience = limits.pageTime().multipliedBy(PATIENCE).plus(GRACE);
    heard = false;
    atStart = processorTime();
    pageRead();
  }

  /** The next page begins. What happened to the last one meanwhile is not the process' doing. */
  void pageRead() {
    atPage = processorTime();
    waitedNanos = 0;
  }

  /** Whether there was any sign of life since the beginning. */
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

  /** Of the other process; zero where the system does not tell: then the clock alone counts. */
  private Duration processorTime() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }
}
