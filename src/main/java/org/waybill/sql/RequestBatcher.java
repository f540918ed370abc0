package org.waybill.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.waybill.time.Ticker;

/**
 * Combines concurrent calls into one statement. An idle batcher adds no delay: the first item is
 * written at once, and items that arrive while the writers are busy form the next batch.
 *
 * @param <I> one item
 * @param <O> its result
 */
public final class RequestBatcher<I, O> {

  private record Pending<I, O>(I item, CompletableFuture<O> result) {}

  /** One writer makes the largest batches; only a slow one gets company. */
  private static final long PATIENCE_NANOS = 20_000_000;

  /**
   * A batch that has so many characters is full: the driver makes one text of it, and copies it.
   */
  private static final long MOST_CHARACTERS = 4_000_000;

  private final Ticker ticker;
  private final int writers;
  private final int largest;
  private final Executor executor;
  private final Function<List<I>, List<O>> statement;
  private final Function<I, Executor> answers;
  private final ToLongFunction<I> characters;
  private final ConcurrentLinkedQueue<Pending<I, O>> queue = new ConcurrentLinkedQueue<>();
  private final AtomicInteger busy = new AtomicInteger();
  private volatile long lastStart;

  /**
   * @param writers how many batches may be under way at once
   * @param largest the most items in one batch
   * @param statement items to results, in the same order
   */
  public RequestBatcher(
      Ticker ticker,
      int writers,
      int largest,
      Executor executor,
      Function<List<I>, List<O>> statement) {
    this(ticker, writers, largest, executor, statement, item -> Runnable::run, item -> 0);
  }

  /**
   * @param answers what completes the result of an item, where that may take so long that neither
   *     the next batch nor a neighbour should wait for it
   * @param characters how long an item is, about
   */
  public RequestBatcher(
      Ticker ticker,
      int writers,
      int largest,
      Executor executor,
      Function<List<I>, List<O>> statement,
      Function<I, Executor> answers,
      ToLongFunction<I> characters) {
    this.ticker = ticker;
    this.lastStart = ticker.nanos();
    this.writers = writers;
    this.largest = largest;
    this.executor = executor;
    this.statement = statement;
    this.answers = answers;
    this.characters = characters;
  }

  /** Hands an item over; the result completes on a writer's thread. */
  public CompletableFuture<O> submit(I item) {
    Pending<I, O> pending = enqueue(item);
    if (becomeWriter()) {
      goOnElsewhere();
    }
    return pending.result();
  }

  /** The same for a thread that waits anyway: it writes itself if a writer is free. */
  public O call(I item) {
    return callAll(List.of(item)).get(0);
  }

  /** The same, and throws what its statement threw. */
  public O ask(I item) {
    try {
      return call(item);
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /**
   * The same for several items.
   *
   * @return the results, in the order given
   */
  public List<O> callAll(List<I> items) {
    List<Pending<I, O>> pending = items.stream().map(this::enqueue).toList();
    if (!pending.isEmpty() && becomeWriter()) {
      drainUntil(pending.get(pending.size() - 1));
    }
    return pending.stream().map(each -> each.result().join()).toList();
  }

  private Pending<I, O> enqueue(I item) {
    Pending<I, O> pending = new Pending<>(item, new CompletableFuture<>());
    queue.add(pending);
    return pending;
  }

  private boolean becomeWriter() {
    int now;
    do {
      now = busy.get();
      if (now >= writers || now > 0 && ticker.nanos() - lastStart < PATIENCE_NANOS) {
        return false;
      }
    } while (!busy.compareAndSet(now, now + 1));
    lastStart = ticker.nanos();
    return true;
  }

  private void goOnElsewhere() {
    try {
      executor.execute(() -> drainUntil(null));
    } catch (RejectedExecutionException e) {
      busy.decrementAndGet();
      failAll(e);
    }
  }

  private void drainUntil(Pending<I, O> own) {
    do {
      try {
        for (List<Pending<I, O>> batch = next(); !batch.isEmpty(); batch = next()) {
          write(batch);
          if (own != null && own.result().isDone() && !queue.isEmpty()) {
            busy.incrementAndGet();
            goOnElsewhere();
            return;
          }
        }
      } finally {
        // Whatever was thrown: a writer that is counted and not there would be missed for ever.
        busy.decrementAndGet();
      }
      // An item may have arrived between the last check and stepping down, and seen every writer
      // busy.
    } while (!queue.isEmpty() && becomeWriter());
  }

  private List<Pending<I, O>> next() {
    List<Pending<I, O>> batch = new ArrayList<>();
    long length = 0;
    while (batch.size() < largest && length < MOST_CHARACTERS) {
      Pending<I, O> pending = queue.poll();
      if (pending == null) {
        break;
      }
      batch.add(pending);
      length += characters.applyAsLong(pending.item());
    }
    return batch;
  }

  private void write(List<Pending<I, O>> batch) {
    lastStart = ticker.nanos();
    try {
      List<O> results = statement.apply(batch.stream().map(Pending::item).toList());
      if (results.size() != batch.size()) {
        throw new IllegalStateException(
            "%d results for %d items".formatted(results.size(), batch.size()));
      }
      complete(batch, results);
    } catch (DatabaseException e) {
      if (e.isDataError() && batch.size() > 1) {
        // One bad row must not fail its neighbours.
        batch.forEach(pending -> write(List.of(pending)));
      } else {
        fail(batch, e);
      }
    } catch (Throwable e) {
      // Every waiting caller gets an answer.
      fail(batch, e);
    }
  }

  private void complete(List<Pending<I, O>> batch, List<O> results) {
    for (int i = 0; i < batch.size(); i++) {
      Pending<I, O> pending = batch.get(i);
      O result = results.get(i);
      answer(pending.item(), () -> pending.result().complete(result));
    }
  }

  private void failAll(Throwable cause) {
    for (List<Pending<I, O>> batch = next(); !batch.isEmpty(); batch = next()) {
      fail(batch, cause);
    }
  }

  private void fail(List<Pending<I, O>> batch, Throwable cause) {
    batch.forEach(
        pending -> answer(pending.item(), () -> pending.result().completeExceptionally(cause)));
  }

  private void answer(I item, Runnable answer) {
    try {
      answers.apply(item).execute(answer);
    } catch (RejectedExecutionException e) {
      // Nobody else will complete it.
      answer.run();
    }
  }
}
