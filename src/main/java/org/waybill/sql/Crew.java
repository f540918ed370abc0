package org.waybill.sql;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The writers' threads. They are the container's, but are asked for once: to hand each batch to a
 * managed executor would capture the caller's context each time, which costs more than the batch.
 */
@ApplicationScoped
public class Crew implements Executor {

  private static final Logger LOG = Logger.getLogger(Crew.class.getName());

  /** Two for each of the three mergers: nobody waits for a thread. */
  private static final int THREADS = 6;

  private final LinkedBlockingQueue<Runnable> batches = new LinkedBlockingQueue<>();
  private final List<Future<?>> threads = new ArrayList<>();
  private volatile boolean ended;

  @Resource(lookup = "java:app/concurrent/core")
  private ManagedExecutorService executor;

  @PostConstruct
  void start() {
    for (int i = 0; i < THREADS; i++) {
      threads.add(executor.submit(this::work));
    }
  }

  @PreDestroy
  void end() {
    ended = true;
    threads.forEach(thread -> thread.cancel(true));
  }

  @Override
  public void execute(Runnable batch) {
    if (ended) {
      throw new RejectedExecutionException("the application stops");
    }
    batches.add(batch);
  }

  private void work() {
    try {
      while (!ended) {
        run(batches.take());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void run(Runnable batch) {
    try {
      batch.run();
    } catch (RuntimeException e) {
      LOG.log(Level.SEVERE, "A writer's batch ended wrongly", e);
    }
  }
}
