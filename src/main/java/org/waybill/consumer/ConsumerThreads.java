package org.waybill.consumer;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Makes the adapter's threads, and waits for their end. They inherit nothing of the application
 * whose call made them, or it could not be unloaded.
 */
final class ConsumerThreads implements ThreadFactory {

  private static final Logger LOG = Logger.getLogger(ConsumerThreads.class.getName());

  private final Set<Thread> living = ConcurrentHashMap.newKeySet();

  @Override
  public Thread newThread(Runnable body) {
    Thread thread = new Thread(null, () -> run(body), "waybill-consumers", 0, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(ConsumerThreads.class.getClassLoader());
    return thread;
  }

  private void run(Runnable body) {
    living.add(Thread.currentThread());
    try {
      body.run();
    } finally {
      living.remove(Thread.currentThread());
    }
  }

  /** Waits until all have ended, but no longer than this. */
  void awaitEnd(Duration longest) {
    long end = NanoTime.now() + longest.toNanos();
    try {
      for (Thread each : living) {
        long millis = Duration.ofNanos(end - NanoTime.now()).toMillis();
        if (millis > 0) {
          each.join(millis);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!living.isEmpty()) {
      LOG.log(
          Level.WARNING,
          "{0} consumers are still processing a message; they end when it is done",
          living.size());
    }
  }
}
