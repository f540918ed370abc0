package org.waybill.sql;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.waybill.service.Supervisor;

/**
 * The threads that complete responses once a batch is stored. They are separate from the writers: a
 * response to a client that does not read can block until the server drops that client. While all
 * of them are blocked, more are added; at their limit, the responses that take longest are aborted.
 */
@ApplicationScoped
public class ResponderPool implements Executor {

  private static final int FEWEST = 4;
  private static final int MOST = 32;
  private static final Duration LOOK = Duration.ofMillis(200);

  /** An answer of this age is held up, when others wait. */
  private static final long LONG_NANOS = Duration.ofMillis(500).toNanos();

  private final LinkedBlockingQueue<Runnable> answers = new LinkedBlockingQueue<>();
  private final Set<Answering> underWay = ConcurrentHashMap.newKeySet();
  private final AtomicLong begun = new AtomicLong();
  private int threads;
  private long begunBefore;
  private volatile boolean ended;

  @Inject private Supervisor supervisor;

  @PostConstruct
  void start() {
    while (threads < FEWEST) {
      join();
    }
    supervisor.every(LOOK, "answers", this::refresh);
  }

  @PreDestroy
  void end() {
    ended = true;
  }

  @Override
  public void execute(Runnable answer) {
    if (ended) {
      throw new RejectedExecutionException("the application is stopping");
    }
    answers.add(answer);
  }

  private void join() {
    threads++;
    supervisor.run("answer-" + threads, this::work);
  }

  /**
   * If responses are waiting and none has started since the last check, all threads are blocked.
   */
  void refresh() {
    long now = begun.get();
    if (!answers.isEmpty() && now == begunBefore) {
      int more = Math.min(threads, MOST - threads);
      for (int i = 0; i < more; i++) {
        join();
      }
      if (more == 0) {
        underWay.forEach(Answering::giveUpIfLong);
      }
    }
    begunBefore = now;
  }

  private void work() throws InterruptedException {
    while (!ended) {
      Runnable answer = answers.take();
      begun.incrementAndGet();
      Answering answering = new Answering(Thread.currentThread(), System.nanoTime());
      underWay.add(answering);
      try {
        answer.run();
      } finally {
        underWay.remove(answering);
        answering.end();
      }
    }
  }

  /** One answer that a thread gives. */
  private static final class Answering {

    private final Thread thread;
    private final long since;
    private boolean interrupted;
    private boolean over;

    Answering(Thread thread, long since) {
      this.thread = thread;
      this.since = since;
    }

    synchronized void giveUpIfLong() {
      if (!over && !interrupted && System.nanoTime() - since > LONG_NANOS) {
        interrupted = true;
        thread.interrupt();
      }
    }

    /** What follows is not interrupted. */
    synchronized void end() {
      over = true;
      if (interrupted) {
        Thread.interrupted();
      }
    }
  }
}
