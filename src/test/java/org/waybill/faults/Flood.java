package org.waybill.faults;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Many tasks as fast as they are taken. */
final class Flood {

  private static final int CONNECTIONS = 32;

  private Flood() {}

  static void of(Client client, String name, int tasks) throws InterruptedException {
    AtomicInteger next = new AtomicInteger();
    ExecutorService callers = Executors.newFixedThreadPool(CONNECTIONS);
    for (int i = 0; i < CONNECTIONS; i++) {
      callers.execute(() -> submit(client, name, tasks, next));
    }
    callers.shutdown();
    if (!callers.awaitTermination(5, TimeUnit.MINUTES)) {
      // What has not been tried by now is not: a bound that refuses may be right.
      next.set(tasks);
      callers.awaitTermination(2, TimeUnit.MINUTES);
    }
  }

  private static void submit(Client client, String name, int tasks, AtomicInteger next) {
    try {
      for (int i = next.getAndIncrement(); i < tasks; i = next.getAndIncrement()) {
        client.submit(Wish.of(name + "-" + i, 0));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
