package org.waybill.faults;

import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Short tasks at a steady rate, and lines of tasks that must run in order. Whoever is kept waiting
 * does not slow down the others.
 */
final class Load {

  private static final int LINES = 3;

  private final Client client;
  private final String name;
  private final Random random;
  private final AtomicBoolean running = new AtomicBoolean(true);
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final ExecutorService callers = Executors.newCachedThreadPool();
  private int handedOver;

  private Load(Client client, String name, long seed) {
    this.client = client;
    this.name = name;
    this.random = new Random(seed);
  }

  static Load start(Client client, String name, int perSecond, long seed) {
    Load load = new Load(client, name, seed);
    long gap = TimeUnit.SECONDS.toMicros(1) / perSecond;
    load.clock.scheduleAtFixedRate(load::one, 0, gap, TimeUnit.MICROSECONDS);
    for (int i = 1; i <= LINES; i++) {
      String line = name + "-line-" + i;
      load.callers.execute(() -> load.line(line, seed));
    }
    return load;
  }

  private void one() {
    Wish wish = Wish.of(name + "-" + handedOver++, 20 + random.nextInt(780));
    callers.execute(() -> submit(wish));
  }

  /** The next one only with the receipt of the one before, as long as it can be had. */
  private void line(String line, long seed) {
    Random own = new Random(seed + line.hashCode());
    for (int i = 0; running.get(); i++) {
      submit(new Wish(line + "-" + i, line, 20 + own.nextInt(280), false));
      pause(300 + own.nextInt(600));
    }
  }

  private void submit(Wish wish) {
    try {
      client.submit(wish);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void pause(int millis) {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Hands over no more, and waits for those who still try. */
  void stop() throws InterruptedException {
    running.set(false);
    clock.shutdownNow();
    callers.shutdown();
    if (!callers.awaitTermination(2, TimeUnit.MINUTES)) {
      throw new AssertionError("Callers still wait for an answer");
    }
  }
}
