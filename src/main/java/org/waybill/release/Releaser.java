package org.waybill.release;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.waybill.config.TaskQueue;
import org.waybill.sql.DatabaseFailure;
import org.waybill.task.EventKind;
import org.waybill.task.Releasing;
import org.waybill.task.TaskEvent;

/**
 * Decides what may run now. Woken by commits, endings and due times; a tick is only for safety, and
 * for tasks that other nodes accepted or released.
 */
@ApplicationScoped
public class Releaser {

  private static final Logger LOG = Logger.getLogger(Releaser.class.getName());
  private static final Duration TICK = Duration.ofSeconds(1);
  private static final Duration FULL_WINDOW_TICK = Duration.ofMillis(50);
  private static final int MOST_DUE_AT_ONCE = 1_000;
  private static final int MOST_RELEASED_AT_ONCE = 2_000;

  private final Semaphore bell = new Semaphore(0);
  private final Map<TaskQueue, AtomicBoolean> waiting = new EnumMap<>(TaskQueue.class);

  @Inject private Window window;
  @Inject private HandOver handOver;
  @Inject private Releasing releasing;

  public Releaser() {
    for (TaskQueue queue : TaskQueue.values()) {
      waiting.put(queue, new AtomicBoolean(true));
    }
  }

  /** Passes on a task that was stored as released. */
  void handOver(TaskQueue queue, UUID id) {
    handOver.add(queue, id, false);
  }

  /** Passes on a released task once more: no message stands for it. */
  public void handOverAgain(TaskQueue queue, UUID id) {
    handOver.add(queue, id, true);
  }

  /** A task was stored as waiting: look at its queue. */
  void arrived(TaskQueue queue) {
    waiting.get(queue).set(true);
    if (window.isWorthwhile(queue)) {
      bell.release();
    }
  }

  void observe(@Observes TaskEvent event) {
    TaskQueue queue = TaskQueue.ofLabel(event.task().queue()).orElseThrow();
    if (event.kind() == EventKind.STARTED) {
      window.free(queue, 1);
      if (waiting.get(queue).get() && window.isWorthwhile(queue)) {
        bell.release();
      }
    } else if (event.seq() > 1 && goesBackIntoLine(event.kind())) {
      waiting.get(queue).set(true);
      bell.release();
    }
  }

  private static boolean goesBackIntoLine(EventKind kind) {
    return kind == EventKind.QUEUED || kind == EventKind.RETRYING;
  }

  private void somethingMayWait() {
    waiting.values().forEach(flag -> flag.set(true));
    bell.release();
  }

  /** Sends what is handed over, until interrupted. */
  public void send() throws InterruptedException {
    handOver.run(this::somethingMayWait);
  }

  /** Decides, until interrupted. */
  public void decide() throws InterruptedException {
    while (true) {
      Duration wait = TICK;
      try {
        wait = pass();
      } catch (DatabaseFailure e) {
        LOG.log(Level.WARNING, "Nothing released, next try in a second: {0}", e.getMessage());
      } catch (RuntimeException e) {
        LOG.log(Level.SEVERE, "Nothing released, next try in a second", e);
      }
      if (!bell.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS)) {
        waiting.values().forEach(flag -> flag.set(true));
      }
      bell.drainPermits();
    }
  }

  /** Releases what may run now; answers how long it may rest unless it is woken. */
  private Duration pass() {
    while (releasing.promoteDue(MOST_DUE_AT_ONCE) == MOST_DUE_AT_ONCE) {
      somethingMayWait();
    }
    boolean full = false;
    for (TaskQueue queue : TaskQueue.values()) {
      if (waiting.get(queue).get() && window.isOpen()) {
        full |= release(queue);
      }
    }
    if (full) {
      window.recount(releasing.outstanding());
      return FULL_WINDOW_TICK;
    }
    return restUntilNextDue();
  }

  /** Fills a queue's window; answers whether it is full and more may wait. */
  private boolean release(TaskQueue queue) {
    int room = Math.min(window.room(queue), MOST_RELEASED_AT_ONCE);
    if (room == 0) {
      return true;
    }
    // Cleared before the look: what arrives meanwhile sets it again.
    waiting.get(queue).set(false);
    List<Releasing.Released> tasks = releasing.release(queue.label(), room);
    window.taken(queue, tasks.size());
    tasks.forEach(task -> handOver.add(queue, task.id(), task.hasRun()));
    boolean moreMayWait = tasks.size() == room;
    if (moreMayWait) {
      waiting.get(queue).set(true);
    }
    return moreMayWait;
  }

  private Duration restUntilNextDue() {
    return releasing
        .untilNextDue()
        .map(due -> due.isNegative() || due.isZero() ? Duration.ofMillis(1) : due)
        .filter(due -> due.compareTo(TICK) < 0)
        .orElse(TICK);
  }
}
