package org.waybill.bench.load;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A number of threads, each with a connection of its own. */
final class Producers {

  /** What one producer does with its connection until the load ends. */
  interface Work {
    void run(HttpConnection connection) throws InterruptedException;
  }

  private Producers() {}

  static void run(URI base, int count, Work work) throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(count);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        running.add(threads.submit(() -> produce(base, work)));
      }
      for (Future<?> one : running) {
        one.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("A producer failed", e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  private static Void produce(URI base, Work work) throws IOException, InterruptedException {
    try (var connection = new HttpConnection(base)) {
      work.run(connection);
    }
    return null;
  }
}
