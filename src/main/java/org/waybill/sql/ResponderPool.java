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
 * of them are blocked, more are added. Large responses have threads of their own: small ones do not
 * block.
 */
@ApplicationScoped
public class ResponderPool {

  private static final int FEWEST = 2;
  private static final int MOST = 32;
  private static final int LARGE_CHARACTERS = 64 * 1024;
  private static final Duration LOOK = Duration.ofMillis(200);

  private final Lane small = new Lane("answer-");
  private final Lane large = new Lane("large-answer-");
  private volatile boolean ended;

  @Inject private Supervisor supervisor;

  @PostConstruct
  void start() {
    small.join(2 * FEWEST);
    large.join(FEWEST);
    supervisor.every(LOOK, "answers", this::refresh);
  }

  @PreDestroy
  void end() {
    ended = true;
  }

  /** Those for a response of about so many characters. */
  public Executor of(long characters) {
    return characters > LARGE_CHARACTERS ? large : small;
  }

  void refresh() {
    small.refresh();
    large.refresh();
  }

  private final class Lane implements Executor {

    private final String name;
    private final LinkedBlockingQueue<Runnable> answers = new LinkedBlockingQueue<>();
    private final AtomicLong begun = new AtomicLong();
    private int threads;
    private long begunBefore;

    Lane(String name) {
      this.name = name;
    }

    @Override
    public void execute(Runnable answer) {
      if (ended) {
        throw new RejectedExecutionException("the application is stopping");
      }
      answers.add(answer);
    }

    void join(int more) {
      for (int i = 0; i < more; i++) {
        threads++;
        supervisor.run(name + threads, this::work);
      }
    }

    /**
     * If responses are waiting and none has started since the last check, all threads are blocked.
     */
    void refresh() {
      long now = begun.get();
      if (!answers.isEmpty() && now == begunBefore) {
        join(Math.min(threads, MOST - threads));
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
}
