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

  /** Tells it; whoever counts learns of a failure. */
  void publish(Object event, Consumer<String> failed) {
    try {
      call.accept(event);
    } catch (Throwable e) {
      // Whatever it is: the others are to be told, and whoever commits has committed.
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
      // It cannot even be told, for want of memory or because of its message; counted it is.
      failures.incrementAndGet();
    }
  }
}
