package org.waybill.dispatch;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.waybill.owner.Owner;
import org.waybill.sql.DatabaseException;
import org.waybill.task.CommitListener;
import org.waybill.task.DispatchQueries;
import org.waybill.task.DispatchStore;
import org.waybill.task.EventKind;
import org.waybill.task.Receipt;
import org.waybill.task.TaskEvent;
import org.waybill.task.TaskRef;
import org.waybill.task.WaitReason;
import org.waybill.time.Ticker;
import org.waybill.type.Queues;
import org.waybill.type.RunningTypes;
import org.waybill.type.TaskTypes;

/**
 * Decides which tasks may run now. Woken by commits, completions and due times; the periodic tick
 * is a safety net and finds tasks that other nodes accepted or dispatched.
 */
@ApplicationScoped
public class Dispatcher implements CommitListener {

  private static final Logger LOG = Logger.getLogger(Dispatcher.class.getName());
  private static final Duration TICK = Duration.ofSeconds(1);
  private static final Duration OTHERS_DECIDE = Duration.ofMillis(5);
  private static final int MOST_DUE_AT_ONCE = 1_000;

  /** Looking around may take this part of the time, unless it comes too rarely then. */
  private static final int LOOK_SHARE = 20;

  private static final Duration LONGEST_UNTIL_LOOK = Duration.ofSeconds(10);

  /** Of a task that ran before or waited for others: it goes before new ones of equal turn. */
  private static final Instant FIRST = Instant.EPOCH;

  /** Rank of a task of which only the fair-share key is known. */
  private static final Instant UNKNOWN = Instant.MAX;

  /** Key of a task of which only the id is known. */
  private static final Owner NOBODY = new Owner("", "");

  private final Semaphore bell = new Semaphore(0);

  @Inject private InFlightWindow inFlightWindow;
  @Inject private DispatchPublisher dispatchPublisher;
  @Inject private DispatchStore dispatchStore;
  @Inject private DispatchQueries dispatchQueries;
  @Inject private DependencyResolver dependencyResolver;
  @Inject private ReadyQueue readyQueue;
  @Inject private DispatchRound next;
  @Inject private PendingAdmissions pendingAdmissions;
  @Inject private LimitRegistry limitRegistry;
  @Inject private Pauses pauses;
  @Inject private TaskTypes types;
  @Inject private Queues queues;
  @Inject private RunningTypes running;
  @Inject private Ticker ticker;

  /** Passes on a task that was stored as dispatched. */
  void dispatch(String queue, Owner owner, UUID id) {
    if (pauses.keep(queue, owner.tenant())) {
      pauses.takeBack(queue, owner, id);
      readyQueue.enqueue(queue, owner, UNKNOWN);
    } else {
      dispatchPublisher.add(queue, owner, id, false, inFlightWindow.mayGoAhead(queue, owner, 0));
    }
  }

  /** Passes on a dispatched task again: no message exists for it. */
  public void redispatch(String queue, UUID id) {
    dispatchPublisher.add(queue, NOBODY, id, true, false);
  }

  /**
   * A task was stored but not dispatched: it is ready, waits for a key, or for its time or other
   * tasks.
   */
  void arrived(Receipt accepted, Instant rank) {
    TaskRef task = TaskRef.of(accepted.task());
    WaitReason waitReason = accepted.waits();
    switch (waitReason) {
      case READY -> {
        if (next.enqueue(task.queue(), ownerOf(task), rank)) {
          bell.release();
        }
      }
      case ADMISSION -> {
        pendingAdmissions.touch(task);
        bell.release();
      }
      case DEPENDENCIES -> dependentsArrived(List.of(accepted));
      case SCHEDULED, RETRY, RATE -> bell.release();
    }
  }

  /** These were stored and wait for others, which may have ended meanwhile. */
  void dependentsArrived(List<Receipt> accepted) {
    try {
      enter(dependencyResolver.resolve(accepted.stream().map(each -> each.task().id()).toList()));
    } catch (DatabaseException e) {
      // They are stored, and the next scan finds them.
      LOG.log(Level.FINE, "dependencies not resolved; the next scan does it", e);
    }
  }

  @Override
  public void committed(TaskEvent event) {
    EventKind kind = event.kind();
    if (event.seq() == 1 || kind.isReport()) {
      return;
    }
    String queue = event.task().queue();
    if (kind == EventKind.STARTED) {
      inFlightWindow.claimed(queue, ownerOf(event.task()));
      if (readyQueue.isWaiting(queue) && inFlightWindow.isWorthwhile(queue)) {
        bell.release();
      }
      return;
    }
    inFlightWindow.ended(queue, ownerOf(event.task()));
    if (event.task().hasAdmissionKey()) {
      pendingAdmissions.touch(event.task());
      bell.release();
    }
    if (kind == EventKind.QUEUED || kind == EventKind.RETRYING) {
      next.enqueue(queue, ownerOf(event.task()), FIRST);
      bell.release();
    } else if (kind == EventKind.WAITING) {
      dependencyResolver.waits(event.task().id());
      bell.release();
    } else if (kind == EventKind.SNOOZED || next.areBlocked()) {
      bell.release();
    }
  }

  @Override
  public void followedEnded(UUID task) {
    dependencyResolver.ended(task);
    bell.release();
  }

  /** Sends dispatched tasks, until interrupted. */
  public void send() throws InterruptedException {
    dispatchPublisher.run(this::scan);
  }

  /** Decides, until interrupted. */
  public void decide() throws InterruptedException {
    while (true) {
      Duration wait = TICK;
      try {
        wait = pass();
      } catch (DatabaseException e) {
        LOG.log(Level.WARNING, "Dispatching tasks failed, retrying in 1 s: {0}", e.getMessage());
      } catch (RuntimeException e) {
        LOG.log(Level.SEVERE, "Dispatching tasks failed, retrying in 1 s", e);
      }
      boolean rang = bell.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS);
      if (rang) {
        bell.drainPermits();
      }
    }
  }

  /** Scans for waiting tasks until interrupted; the longer a scan takes, the less often. */
  public void watch() throws InterruptedException {
    while (true) {
      long start = ticker.nanos();
      try {
        scan();
      } catch (DatabaseException e) {
        LOG.log(Level.FINE, "scan for waiting tasks failed, retrying", e);
      } catch (RuntimeException e) {
        LOG.log(Level.SEVERE, "Scan for waiting tasks failed, retrying in 1 s", e);
      }
      Duration rest = Duration.ofNanos(ticker.nanos() - start).multipliedBy(LOOK_SHARE);
      rest = shorter(rest, LONGEST_UNTIL_LOOK);
      TimeUnit.MILLISECONDS.sleep(Math.max(TICK.toMillis(), rest.toMillis()));
    }
  }

  /** Operators changed limits or pauses: dispatched tasks that must not start are taken back. */
  public void limitsChanged() {
    pauses.takeBackAll();
    bell.release();
  }

  /** Reads the limits again, which others may have changed; what they have paused is taken back. */
  public void refreshLimits() {
    limitRegistry.refresh();
    types.refresh();
    queues.refresh();
    if (running.refresh()) {
      bell.release();
    }
    pauses.takeBackAll();
  }

  /**
   * Finds ready, gated or dependent tasks that no event announced: accepted before this process
   * started, or by a process that is gone.
   */
  public synchronized void scan() {
    refreshLimits();
    Map<String, List<Owner>> waiting = dispatchQueries.waitingOwners();
    waiting.forEach(
        (queue, all) -> all.forEach(owner -> readyQueue.enqueue(queue, owner, UNKNOWN)));
    pendingAdmissions.scan();
    enter(dependencyResolver.scan());
    bell.release();
  }

  /** Decides once; answers how long it may rest unless it is woken. */
  Duration pass() {
    enter(dependencyResolver.goOn());
    promoteDue();
    if (pendingAdmissions.areTouched()) {
      enter(pendingAdmissions.letThrough());
    }
    Duration rest = restUntilNextDue();
    boolean full = false;
    for (String queue : queues.names()) {
      full |= next.isFull(queue);
      rest = shorter(rest, next.letGo(queue).orElse(TICK));
    }
    if (full) {
      inFlightWindow.recount(dispatchStore.underWay());
    }
    return pendingAdmissions.areTouched() ? shorter(rest, OTHERS_DECIDE) : rest;
  }

  private void promoteDue() {
    List<TaskRef> due;
    do {
      due = dispatchStore.promoteDue(MOST_DUE_AT_ONCE);
      enter(due);
    } while (due.size() == MOST_DUE_AT_ONCE);
  }

  /** These tasks may be ready now, or wait for a key. */
  private void enter(Collection<TaskRef> tasks) {
    for (TaskRef task : tasks) {
      if (task.hasAdmissionKey()) {
        pendingAdmissions.touch(task);
      }
      next.enqueue(task.queue(), ownerOf(task), FIRST);
    }
    if (!tasks.isEmpty()) {
      bell.release();
    }
  }

  private Duration restUntilNextDue() {
    return dispatchStore
        .untilNextDue()
        .map(Dispatcher::atLeastOneMilli)
        .map(due -> shorter(due, TICK))
        .orElse(TICK);
  }

  private static Duration atLeastOneMilli(Duration duration) {
    return duration.toMillis() < 1 ? Duration.ofMillis(1) : duration;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static Owner ownerOf(TaskRef task) {
    return new Owner(task.tenant(), task.userId());
  }
}
