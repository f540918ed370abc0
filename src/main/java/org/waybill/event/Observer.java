package org.waybill.event;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/** An observer of events. Its exceptions are contained here. */
final class Observer {

  private static final Logger LOG = Logger.getLogger(Observer.class.getName());
  private static final int AGAIN = 1_000;

  private final String name;
  private final Consumer<Object> call;
  private final AtomicLong failures = new AtomicLong();

  Observer(String name, Consumer<Object> call) {
    this.name = name;
    this.call = call;
  }

  /** Calls the observer; a failure is reported to the given counter. */
  void publish(Object event, Consumer<String> failed) {
    try {
      call.accept(event);
    } catch (Throwable e) {
      // Whatever was thrown: the other observers must be called, and the publisher has committed.
      failed(e, failed);
    }
  }

  private void failed(Throwable e, Consumer<String> failed) {
    try {
      failed.accept(name);
      long count = failures.incrementAndGet();
      if (count % AGAIN == 1) {
        String message =
            "Event observer %s failed (%d times so far); the event is skipped for this observer"
                .formatted(name, count);
        LOG.log(Level.SEVERE, message, e);
      }
    } catch (Throwable loggingFailure) {
      // Logging failed, for want of memory or because of the error's message; it is counted.
      failures.incrementAndGet();
    }
  }
}
