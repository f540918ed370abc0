package org.waybill.management;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.waybill.service.Supervisor;

/**
 * Threads of the application for what JMX clients ask for: on a connector's own thread the
 * application's names mean nothing, and a database that hangs would block it. They are started once
 * by {@link ManagementStart}, since a managed executor would take over the context of each caller,
 * and a JMX connector has none.
 */
@ApplicationScoped
public class ManagementThreads implements Executor {

  private static final int THREADS = 8;
  private static final int AT_ONCE = 4;
  private static final long ROOM_SECONDS = 2;
  private static final long PATIENCE_SECONDS = 60;

  private final LinkedBlockingQueue<Runnable> waiting = new LinkedBlockingQueue<>();
  private final Semaphore room = new Semaphore(AT_ONCE);
  private final CountDownLatch stopping = new CountDownLatch(1);

  @Inject private Supervisor supervisor;

  void start() {
    for (int i = 1; i <= THREADS; i++) {
      supervisor.run("management-" + i, this::work);
    }
  }

  void stop() {
    stopping.countDown();
  }

  private void work() throws InterruptedException {
    while (stopping.getCount() > 0) {
      waiting.take().run();
    }
  }

  /**
   * @throws RejectedExecutionException if the application stops
   */
  @Override
  public void execute(Runnable work) {
    if (stopping.getCount() == 0) {
      throw new RejectedExecutionException("the application stops");
    }
    waiting.add(work);
  }

  /**
   * Waits for an operation; four may be under way at once.
   *
   * @param what for messages, such as {@code queue chat_tasks: pause}
   * @throws IllegalArgumentException as the operation threw it
   * @throws IllegalStateException that says in its message why it failed
   */
  <T> T call(String what, Callable<T> operation) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    try {
      if (!room.tryAcquire(ROOM_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException(
            "%s: %d other operations are under way; try again later".formatted(what, AT_ONCE));
      }
      start(operation, answer);
      return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw PlainFailure.of(what, e.getCause());
    } catch (TimeoutException e) {
      throw new IllegalStateException(
          "%s: not finished after %d s; it may still finish".formatted(what, PATIENCE_SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(what + ": interrupted");
    }
  }

  private <T> void start(Callable<T> operation, CompletableFuture<T> answer) {
    try {
      execute(() -> run(operation, answer));
    } catch (RejectedExecutionException e) {
      room.release();
      answer.completeExceptionally(new IllegalStateException("the application stops"));
    }
  }

  private <T> void run(Callable<T> operation, CompletableFuture<T> answer) {
    try {
      answer.complete(operation.call());
    } catch (Throwable e) {
      // Whoever waits for it gets an answer, whatever it is.
      answer.completeExceptionally(e);
    } finally {
      room.release();
    }
  }

  /**
   * Waits.
   *
   * @return true if the application stops meanwhile
   */
  boolean isStoppedWithin(Duration time) throws InterruptedException {
    return stopping.await(time.toNanos(), TimeUnit.NANOSECONDS);
  }
}
