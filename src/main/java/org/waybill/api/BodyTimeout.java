package org.waybill.api;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.waybill.service.Supervisor;
import org.waybill.time.Ticker;

/**
 * Ends reads of bodies of which nothing more comes: not every server has a time-out of its own for
 * that.
 */
@ApplicationScoped
public class BodyTimeout {

  private static final Duration LOOK = Duration.ofMillis(500);

  private final Set<Read> reads = ConcurrentHashMap.newKeySet();

  @Inject private Supervisor supervisor;
  @Inject private Ticker ticker;

  @PostConstruct
  void start() {
    supervisor.every(LOOK, "body-clock", this::refresh);
  }

  /** One body that the current thread reads, within a time. */
  Read begin(Duration time) {
    Read read = new Read(Thread.currentThread(), time);
    reads.add(read);
    return read;
  }

  void refresh() {
    reads.forEach(Read::interruptIfLate);
  }

  /** To be closed by the thread that began it, whose later waits must not be interrupted. */
  final class Read implements AutoCloseable {

    private final Thread reader;
    private final Duration time;
    private final long until;
    private volatile boolean displaced;
    private boolean interrupted;
    private boolean over;

    private Read(Thread reader, Duration time) {
      this.reader = reader;
      this.time = time;
      this.until = ticker.nanos() + time.toNanos();
    }

    Duration time() {
      return time;
    }

    boolean isLate() {
      return displaced || ticker.nanos() - until > 0;
    }

    /** Whether it ended before its time, for a body of somebody else. */
    boolean isDisplaced() {
      return displaced;
    }

    /** Ends it before its time. */
    void giveWay() {
      displaced = true;
      interruptIfLate();
    }

    private synchronized void interruptIfLate() {
      if (!over && !interrupted && isLate()) {
        interrupted = true;
        reader.interrupt();
      }
    }

    @Override
    public synchronized void close() {
      over = true;
      reads.remove(this);
      if (interrupted) {
        Thread.interrupted();
      }
    }
  }
}
