package org.waybill.management;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/**
 * Something that costs a query, read again when somebody asks after its lifetime, by one thread at
 * a time. A failure is kept for as long as a value.
 */
final class CachedValue<T> {

  private static final Duration LIFETIME = Duration.ofSeconds(1);

  /** How long a client waits for an answer. */
  static final Duration PATIENCE = Duration.ofSeconds(2);

  private final String what;
  private final Executor threads;
  private final LongSupplier nanos;
  private final Duration patience;
  private final Callable<T> reading;
  private CompletableFuture<T> answer;
  private long askedAt;

  /**
   * @param what is read, for messages
   * @param nanos a monotonic counter
   * @param patience how long who asks waits
   */
  CachedValue(
      String what, Executor threads, LongSupplier nanos, Duration patience, Callable<T> reading) {
    this.what = what;
    this.threads = threads;
    this.nanos = nanos;
    this.patience = patience;
    this.reading = reading;
  }

  /**
   * What was read less than a second ago, or is read now.
   *
   * @throws IllegalStateException that says why it cannot be read, or has not been in time
   */
  T get() {
    try {
      return current().get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw PlainFailure.of(what, e.getCause());
    } catch (TimeoutException e) {
      throw new IllegalStateException(
          "%s: the database has not answered within %d ms".formatted(what, patience.toMillis()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(what + ": interrupted");
    }
  }

  /** Has it read again, since it has changed. */
  synchronized void invalidate() {
    answer = null;
  }

  private synchronized CompletableFuture<T> current() {
    long now = nanos.getAsLong();
    if (answer == null || answer.isDone() && now - askedAt >= LIFETIME.toNanos()) {
      CompletableFuture<T> asked = new CompletableFuture<>();
      answer = asked;
      askedAt = now;
      try {
        threads.execute(() -> read(asked));
      } catch (RejectedExecutionException e) {
        asked.completeExceptionally(new IllegalStateException("the application stops"));
      }
    }
    return answer;
  }

  private void read(CompletableFuture<T> asked) {
    try {
      asked.complete(reading.call());
    } catch (Throwable e) {
      // Whoever waits for it gets an answer, whatever it is.
      asked.completeExceptionally(e);
    }
  }
}
