package org.waybill.sql;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.waybill.service.Supervisor;

/**
 * The threads that complete responses once a batch is stored. They are separate from the writers: a
 * response to a client that does not read can block until the server drops that client. While all
 * of them are blocked, more are added.
 */
@ApplicationScoped
public class ResponderPool implements Executor {

  private static final int FEWEST = 4;
  private static final int MOST = 32;
  private static final Duration LOOK = Duration.ofMillis(200);

  private final LinkedBlockingQueue<Runnable> answers = new LinkedBlockingQueue<>();
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
    if (!answers.isEmpty() && now == begunBefore && threads < MOST) {
      join();
    }
    begunBefore = now;
  }

  private void work() throws InterruptedException {
    while (!ended) {
      Runnable answer = answers.take();
      begun.incrementAndGet();
      answer.run();
    }
  }
}
