package org.waybill.api;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.waybill.sql.DatabaseException;
import org.waybill.streaming.ClusterEvents;
import org.waybill.streaming.RemoteTaskEvent;
import org.waybill.task.CompletionQuery;
import org.waybill.task.EventKind;
import org.waybill.task.TaskEvent;
import org.waybill.time.Ticker;

/**
 * Callers that wait for tasks to end, without a thread each. Ends are reported by this node or
 * another; those that were not reported are found by one query for all waiting callers, once a
 * second. The first queries follow each other faster, since other nodes may not know yet that
 * somebody waits here.
 */
@ApplicationScoped
public class CompletionWaiters {

  private static final Logger LOG = Logger.getLogger(CompletionWaiters.class.getName());
  private static final Duration BETWEEN_FIRST_LOOKS = Duration.ofMillis(250);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
  private static final int FIRST_LOOKS = 12;

  private final Map<UUID, Set<Waiter>> waiting = new ConcurrentHashMap<>();
  private final AtomicBoolean looking = new AtomicBoolean();
  private final AtomicInteger looks = new AtomicInteger();

  @Inject private CompletionQuery completionQuery;
  @Inject private ClusterEvents clusterEvents;
  @Inject private Ticker ticker;

  @Resource(lookup = "java:app/concurrent/core")
  private ManagedExecutorService executor;

  @Resource(lookup = "java:app/concurrent/ticks")
  private ManagedScheduledExecutorService ticks;

  @PostConstruct
  void receiveFromNodes() {
    clusterEvents.listenWhile(() -> !waiting.isEmpty());
  }

  /** Somebody who waits for a task. */
  public final class Waiter {
    private final UUID task;
    private final boolean asking;
    private final long until;
    private final CompletableFuture<Boolean> outcome = new CompletableFuture<>();

    private Waiter(UUID task, boolean asking, Duration longest) {
      this.task = task;
      this.asking = asking;
      this.until = ticker.nanos() + longest.toNanos();
    }

    /** Completes with true once it has come to that, with false when the time is over. */
    public CompletionStage<Boolean> outcome() {
      return outcome;
    }

    /** It need not wait any more. */
    public void leave() {
      waiting.computeIfPresent(
          task,
          (id, waiters) -> {
            waiters.remove(this);
            return waiters.isEmpty() ? null : waiters;
          });
    }
  }

  /**
   * Waits from now on for a task's end: a caller that begins before the task exists misses nothing.
   */
  public Waiter expect(UUID task, Duration longest) {
    return expect(new Waiter(task, false, longest));
  }

  /** Waits until a task has ended, or asks something. */
  public Waiter expectQuestionOrEnd(UUID task, Duration longest) {
    return expect(new Waiter(task, true, longest));
  }

  private Waiter expect(Waiter waiter) {
    waiting.compute(
        waiter.task,
        (id, waiters) -> {
          Set<Waiter> all = waiters == null ? ConcurrentHashMap.newKeySet() : waiters;
          all.add(waiter);
          return all;
        });
    refreshSoon();
    return waiter;
  }

  void receive(@Observes RemoteTaskEvent done) {
    observe(done.event());
  }

  void observe(@Observes TaskEvent event) {
    UUID task = event.task().id();
    if (event.kind().isEnd() && waiting.containsKey(task)) {
      publish(List.of(task));
    } else if (event.kind() == EventKind.INPUT_REQUIRED && waiting.containsKey(task)) {
      publishQuestions(List.of(task));
    }
  }

  /** At most one look stands ahead. */
  private void refreshSoon() {
    if (looking.compareAndSet(false, true)) {
      try {
        Duration gap = looks.getAndIncrement() < FIRST_LOOKS ? BETWEEN_FIRST_LOOKS : BETWEEN_LOOKS;
        ticks.schedule(
            this::refresh, Math.min(gap.toMillis(), untilNextTires()), TimeUnit.MILLISECONDS);
      } catch (RejectedExecutionException e) {
        LOG.log(Level.FINE, "the application is stopping", e);
      }
    }
  }

  private void refresh() {
    try {
      publish(completionQuery.among(waiting.keySet()));
      publishQuestions(completionQuery.asking(wantQuestions()));
    } catch (DatabaseException e) {
      LOG.log(Level.FINE, "completion query failed, retrying", e);
    } finally {
      dismissTheTired();
      looking.set(false);
      if (waiting.isEmpty()) {
        looks.set(0);
      } else {
        refreshSoon();
      }
    }
  }

  /** Nobody is kept longer than it wants to wait; in milliseconds. */
  private long untilNextTires() {
    long now = ticker.nanos();
    long nanos =
        waiting.values().stream()
            .flatMap(Set::stream)
            .mapToLong(waiter -> waiter.until - now)
            .min()
            .orElse(Long.MAX_VALUE);
    return 1 + Math.max(0, TimeUnit.NANOSECONDS.toMillis(nanos));
  }

  private void dismissTheTired() {
    long now = ticker.nanos();
    List<Waiter> tired = new ArrayList<>();
    waiting
        .values()
        .forEach(all -> all.stream().filter(w -> w.until - now <= 0).forEach(tired::add));
    tired.forEach(Waiter::leave);
    complete(tired, false);
  }

  private void publish(Collection<UUID> tasks) {
    List<Waiter> done = new ArrayList<>();
    for (UUID task : tasks) {
      Set<Waiter> waiters = waiting.remove(task);
      if (waiters != null) {
        done.addAll(waiters);
      }
    }
    complete(done, true);
  }

  private List<UUID> wantQuestions() {
    return waiting.entrySet().stream()
        .filter(entry -> entry.getValue().stream().anyMatch(waiter -> waiter.asking))
        .map(Map.Entry::getKey)
        .toList();
  }

  private void publishQuestions(Collection<UUID> tasks) {
    List<Waiter> done = new ArrayList<>();
    for (UUID task : tasks) {
      waiting.getOrDefault(task, Set.of()).stream().filter(w -> w.asking).forEach(done::add);
    }
    done.forEach(Waiter::leave);
    complete(done, true);
  }

  /** Elsewhere: what follows reads the task and writes the answer. */
  private void complete(List<Waiter> waiters, boolean hasEnded) {
    for (Waiter waiter : waiters) {
      try {
        executor.execute(() -> waiter.outcome.complete(hasEnded));
      } catch (RejectedExecutionException e) {
        waiter.outcome.complete(hasEnded);
      }
    }
  }
}
