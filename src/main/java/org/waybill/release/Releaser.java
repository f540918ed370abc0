package org.waybill.release;

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
import org.waybill.sql.DatabaseFailure;
import org.waybill.task.Accepted;
import org.waybill.task.Deciding;
import org.waybill.task.Deciding.Line;
import org.waybill.task.Dispatcher;
import org.waybill.task.EventKind;
import org.waybill.task.Releasing;
import org.waybill.task.TaskEvent;
import org.waybill.task.TaskKey;
import org.waybill.task.Waits;
import org.waybill.type.Queues;
import org.waybill.type.RunningTypes;

/**
 * Decides what may run now. Woken by commits, endings and due times; a tick is only for safety, and
 * for tasks that other nodes accepted or released.
 */
@ApplicationScoped
public class Releaser implements Dispatcher {

  private static final Logger LOG = Logger.getLogger(Releaser.class.getName());
  private static final Duration TICK = Duration.ofSeconds(1);
  private static final Duration OTHERS_DECIDE = Duration.ofMillis(5);
  private static final int MOST_DUE_AT_ONCE = 1_000;

  /** Looking around may take this part of the time, unless it comes too rarely then. */
  private static final int LOOK_SHARE = 20;

  private static final Duration LONGEST_UNTIL_LOOK = Duration.ofSeconds(10);

  /** Of a task that ran before or waited for others: it goes before new ones of equal turn. */
  private static final Instant FIRST = Instant.EPOCH;

  /** Of a task of which only the line is known. */
  private static final Instant UNKNOWN = Instant.MAX;

  /** Of a task of which only the id is known. */
  private static final Line NOBODY = new Line("", "");

  private final Semaphore bell = new Semaphore(0);

  @Inject private Window window;
  @Inject private HandOver handOver;
  @Inject private Releasing releasing;
  @Inject private Deciding deciding;
  @Inject private Dependents dependents;
  @Inject private Lineup lineup;
  @Inject private NextTasks next;
  @Inject private Gates gates;
  @Inject private Limits limits;
  @Inject private Pauses pauses;
  @Inject private Queues queues;
  @Inject private RunningTypes running;

  /** Passes on a task that was stored as released. */
  void handOver(String queue, Line line, UUID id) {
    if (pauses.keep(queue, line.tenant())) {
      pauses.takeBack(queue, line, id);
      lineup.stand(queue, line, UNKNOWN);
    } else {
      handOver.add(queue, line, id, false, window.mayGoAhead(queue, line, 0));
    }
  }

  /** Passes on a released task once more: no message stands for it. */
  public void handOverAgain(String queue, UUID id) {
    handOver.add(queue, NOBODY, id, true, false);
  }

  /** A task was stored and not released: it stands in line, at a gate, or waits. */
  void arrived(Accepted accepted, Instant rank) {
    TaskKey task = TaskKey.of(accepted.task());
    Waits waits = accepted.waits();
    switch (waits) {
      case READY -> {
        if (next.stand(task.queue(), lineOf(task), rank)) {
          bell.release();
        }
      }
      case GATE -> {
        gates.touch(task);
        bell.release();
      }
      case DEPENDENCIES -> dependentsArrived(List.of(accepted));
      case SCHEDULED, RETRY, RATE -> bell.release();
    }
  }

  /** These were stored and wait for others, which may have ended meanwhile. */
  void dependentsArrived(List<Accepted> accepted) {
    try {
      enter(dependents.resolve(accepted.stream().map(each -> each.task().id()).toList()));
    } catch (DatabaseFailure e) {
      // They are stored, and will be found by looking around.
      LOG.log(Level.FINE, "dependents not resolved now", e);
    }
  }

  @Override
  public void committed(TaskEvent event) {
    EventKind kind = event.kind();
    if (event.seq() == 1 || kind == EventKind.PROGRESS || kind == EventKind.PARTIAL) {
      return;
    }
    String queue = event.task().queue();
    if (kind == EventKind.STARTED) {
      window.free(queue, lineOf(event.task()));
      if (lineup.isWaiting(queue) && window.isWorthwhile(queue)) {
        bell.release();
      }
      return;
    }
    if (event.task().isGated()) {
      gates.touch(event.task());
      bell.release();
    }
    if (kind == EventKind.QUEUED || kind == EventKind.RETRYING) {
      next.stand(queue, lineOf(event.task()), FIRST);
      bell.release();
    } else if (kind == EventKind.WAITING) {
      dependents.waits(event.task().id());
      bell.release();
    } else if (kind == EventKind.SNOOZED || next.areBlocked()) {
      bell.release();
    }
  }

  @Override
  public void followedEnded(UUID task) {
    dependents.ended(task);
    bell.release();
  }

  /** Sends what is handed over, until interrupted. */
  public void send() throws InterruptedException {
    handOver.run(this::lookAround);
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
      boolean rang = bell.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS);
      if (rang) {
        bell.drainPermits();
      }
    }
  }

  /** Looks around until interrupted, the more rarely the longer it takes. */
  public void watch() throws InterruptedException {
    while (true) {
      long start = System.nanoTime();
      try {
        lookAround();
      } catch (DatabaseFailure e) {
        LOG.log(Level.FINE, "not looked around", e);
      } catch (RuntimeException e) {
        LOG.log(Level.SEVERE, "Not looked around, next try in a second", e);
      }
      Duration rest = Duration.ofNanos(System.nanoTime() - start).multipliedBy(LOOK_SHARE);
      rest = shorter(rest, LONGEST_UNTIL_LOOK);
      TimeUnit.MILLISECONDS.sleep(Math.max(TICK.toMillis(), rest.toMillis()));
    }
  }

  /** Operators changed limits or pauses: whoever is released and must not start is taken back. */
  public void limitsChanged() {
    pauses.takeBackAll();
    bell.release();
  }

  /** Reads the limits again, which others may have changed; what they have paused is taken back. */
  public void lookAtLimits() {
    limits.look();
    queues.look();
    if (running.look()) {
      bell.release();
    }
    pauses.takeBackAll();
  }

  /**
   * Looks for those for whom nobody rang: who stands in line, at a gate or waits for others since
   * before this process began, or was put there by one that is gone.
   */
  public synchronized void lookAround() {
    lookAtLimits();
    Map<String, List<Line>> lines = deciding.lines();
    lines.forEach((queue, all) -> all.forEach(line -> lineup.stand(queue, line, UNKNOWN)));
    gates.lookAround();
    enter(dependents.lookAround());
    bell.release();
  }

  /** Decides once; answers how long it may rest unless it is woken. */
  Duration pass() {
    enter(dependents.goOn());
    promoteDue();
    if (gates.areTouched()) {
      enter(gates.letThrough());
    }
    Duration rest = restUntilNextDue();
    boolean full = false;
    for (String queue : queues.names()) {
      full |= next.isFull(queue);
      rest = shorter(rest, next.letGo(queue).orElse(TICK));
    }
    if (full) {
      window.recount(releasing.outstanding());
    }
    return gates.areTouched() ? shorter(rest, OTHERS_DECIDE) : rest;
  }

  private void promoteDue() {
    List<TaskKey> due;
    do {
      due = releasing.promoteDue(MOST_DUE_AT_ONCE);
      enter(due);
    } while (due.size() == MOST_DUE_AT_ONCE);
  }

  /** These may stand in line now, or at their gates. */
  private void enter(Collection<TaskKey> tasks) {
    for (TaskKey task : tasks) {
      if (task.isGated()) {
        gates.touch(task);
      }
      next.stand(task.queue(), lineOf(task), FIRST);
    }
    if (!tasks.isEmpty()) {
      bell.release();
    }
  }

  private Duration restUntilNextDue() {
    return releasing
        .untilNextDue()
        .map(Releaser::atLeastOneMilli)
        .map(due -> shorter(due, TICK))
        .orElse(TICK);
  }

  private static Duration atLeastOneMilli(Duration duration) {
    return duration.toMillis() < 1 ? Duration.ofMillis(1) : duration;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static Line lineOf(TaskKey task) {
    return new Line(task.tenant(), task.userId());
  }
}
