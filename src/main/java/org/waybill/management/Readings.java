package org.waybill.management;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.Callable;
import org.waybill.dispatch.LimitRegistry;
import org.waybill.task.DeadLetters;
import org.waybill.task.QueueSnapshots;
import org.waybill.time.Ticker;

/** What the attributes of all MBeans are taken from. */
@ApplicationScoped
class Readings {

  /** Dead letters are counted so far: beyond it the figures say "at least". */
  static final int COUNTED = 10_000;

  @Inject private ManagementThreads threads;
  @Inject private QueueSnapshots snapshots;
  @Inject private LimitRegistry limitRegistry;
  @Inject private DeadLetters deadLetters;
  @Inject private Ticker ticker;

  private CachedValue<QueueSnapshots.Snapshot> queues;
  private CachedValue<List<LimitRegistry.Paused>> pauses;
  private CachedValue<List<DeadLetters.TypeCount>> dead;

  @PostConstruct
  void start() {
    queues = cached("counting tasks", () -> snapshots.of(null));
    pauses = cached("reading pauses", limitRegistry::pauses);
    dead = cached("counting dead letters", () -> deadLetters.countByType(COUNTED + 1));
  }

  private <T> CachedValue<T> cached(String what, Callable<T> reading) {
    return new CachedValue<>(what, threads, ticker::nanos, CachedValue.PATIENCE, reading);
  }

  QueueSnapshots.Snapshot queues() {
    return queues.get();
  }

  List<LimitRegistry.Paused> pauses() {
    return pauses.get();
  }

  List<DeadLetters.TypeCount> deadLetters() {
    return dead.get();
  }

  void pausesChanged() {
    pauses.invalidate();
  }

  void deadLettersChanged() {
    dead.invalidate();
  }
}
