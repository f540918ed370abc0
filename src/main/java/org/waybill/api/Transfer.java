package org.waybill.api;

import java.time.Duration;
import org.waybill.owner.Owner;

/**
 * One request body or response under way. It holds the thread that reads or writes it, for a time
 * at most. To be closed by that thread, whose later waits must not be interrupted.
 */
final class Transfer implements AutoCloseable {

  private final TransferSlots slots;
  private final Owner user;
  private final Duration time;
  private final long until;
  private volatile boolean displaced;
  private Thread thread;
  private boolean interrupted;
  private boolean over;

  Transfer(TransferSlots slots, Owner user, Duration time) {
    this.slots = slots;
    this.user = user;
    this.time = time;
    this.until = slots.nanos() + time.toNanos();
  }

  /** From now on the current thread reads or writes it. */
  synchronized void begin() {
    thread = Thread.currentThread();
    interruptIfLate();
  }

  Owner user() {
    return user;
  }

  Duration time() {
    return time;
  }

  boolean isLate() {
    return displaced || slots.nanos() - until > 0;
  }

  /** Whether it ended before its time, for somebody else's. */
  boolean isDisplaced() {
    return displaced;
  }

  /** Ends it before its time. */
  void giveWay() {
    displaced = true;
    interruptIfLate();
  }

  /**
   * Interrupts its thread if its time is over.
   *
   * @return whether it was late and had no thread: then nobody will close it
   */
  synchronized boolean interruptIfLate() {
    if (over || interrupted || !isLate()) {
      return false;
    }
    if (thread == null) {
      return true;
    }
    interrupted = true;
    thread.interrupt();
    return false;
  }

  @Override
  public void close() {
    slots.free(this);
    synchronized (this) {
      over = true;
      if (interrupted) {
        Thread.interrupted();
      }
    }
  }
}
