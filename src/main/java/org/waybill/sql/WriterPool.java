package org.waybill.sql;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import org.waybill.service.Supervisor;

/**
 * The writers' threads. They are container-managed but requested only once: submitting each batch
 * to a managed executor would capture the caller's context each time, which costs more than the
 * batch.
 */
@ApplicationScoped
public class WriterPool implements Executor {

  /**
   * Two each for submissions, claims and results, one for steps and children: none waits for
   * another.
   */
  private static final int THREADS = 8;

  private final LinkedBlockingQueue<Runnable> batches = new LinkedBlockingQueue<>();
  private volatile boolean ended;

  @Inject private Supervisor supervisor;

  @PostConstruct
  void start() {
    for (int i = 1; i <= THREADS; i++) {
      supervisor.run("writer-" + i, this::work);
    }
  }

  @PreDestroy
  void end() {
    ended = true;
  }

  @Override
  public void execute(Runnable batch) {
    if (ended) {
      throw new RejectedExecutionException("the application is stopping");
    }
    batches.add(batch);
  }

  private void work() throws InterruptedException {
    while (!ended) {
      batches.take().run();
    }
  }
}
