package org.waybill.worker;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.waybill.dispatch.BatchSizer;
import org.waybill.event.Publisher;
import org.waybill.messaging.DispatchMessage;
import org.waybill.sql.DatabaseException;
import org.waybill.sql.RequestBatcher;
import org.waybill.sql.WriterPool;
import org.waybill.task.AttemptResult;
import org.waybill.task.CancelRequested;
import org.waybill.task.Claim;
import org.waybill.task.TaskClaimer;
import org.waybill.task.WorkerSuspected;
import org.waybill.time.Ticker;

/** Receives dispatch messages, claims their tasks and runs them in sequence. */
@ApplicationScoped
public class Worker {

  private static final Logger LOG = Logger.getLogger(Worker.class.getName());
  private static final int CLAIM_WRITERS = 2;
  private static final int LARGEST_BATCH = 200;
  private static final int CLAIM_TRIES = 20;

  private final Map<UUID, Attempt> attempts = new ConcurrentHashMap<>();
  private final Map<ClaimedBatch, ClaimedBatch> loads = new ConcurrentHashMap<>();
  private final Set<Held> inHand = ConcurrentHashMap.newKeySet();
  private RequestBatcher<UUID, TaskClaimer.Answer> claims;

  /** An attempt that was claimed here. */
  private record Held(UUID task, int attempt) {
    static Held of(Claim claim) {
      return new Held(claim.task().id(), claim.attempt());
    }
  }

  @Inject private TaskClaimer taskClaimer;
  @Inject private WorkerLease workerLease;
  @Inject private BatchSizer batchSizer;
  @Inject private AttemptRunner attemptRunner;
  @Inject private ResultWriter resultWriter;
  @Inject private Quarantine quarantine;
  @Inject private ProgressReporter progressReporter;
  @Inject private AttemptServices attemptServices;
  @Inject private Publisher publisher;

  @Inject private WriterPool writerPool;
  @Inject private Ticker ticker;

  @PostConstruct
  void start() {
    claims =
        new RequestBatcher<>(
            ticker,
            CLAIM_WRITERS,
            LARGEST_BATCH,
            writerPool,
            ids -> taskClaimer.claim(ids, workerLease.id(), workerLease.node()));
  }

  /**
   * Runs the tasks of a dispatch message on this thread; returns when all have ended or were
   * returned.
   */
  public void take(String queue, DispatchMessage dispatchMessage) {
    try {
      workerLease.awaitLife();
      List<Claim> won = new ArrayList<>(dispatchMessage.ids().size());
      for (TaskClaimer.Answer answer : claim(dispatchMessage.ids())) {
        if (answer.won() && inHand.contains(Held.of(answer.claim()))) {
          LOG.log(
              Level.WARNING,
              "Attempt {0} of task {1} is already running here; the database had lost its claim",
              new Object[] {answer.claim().attempt(), answer.claim().task().id()});
        } else if (answer.won()) {
          won.add(answer.claim());
        } else if (answer.held() && !answer.holder().worker().equals(workerLease.id())) {
          publisher.publish(new WorkerSuspected(answer.holder().worker()));
        }
      }
      run(new ClaimedBatch(ticker, queue, won));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run(ClaimedBatch claimedBatch) {
    List<ResultWriter.PendingResult> handed = new ArrayList<>();
    List<Held> held = claimedBatch.claims().stream().map(Held::of).toList();
    inHand.addAll(held);
    loads.put(claimedBatch, claimedBatch);
    try {
      for (Claim claim = claimedBatch.next(); claim != null; claim = claimedBatch.next()) {
        Attempt attempt = begin(claim);
        Optional<AttemptResult> ending = run(claimedBatch.queue(), attempt);
        if (claimedBatch.isEmpty()) {
          ending.ifPresent(resultWriter::write);
        } else {
          ending.map(resultWriter::hand).ifPresent(handed::add);
        }
        attempt.throwOn();
      }
    } finally {
      loads.remove(claimedBatch);
      giveBack(claimedBatch.takeRest());
      // The message is acknowledged after the last ending is written.
      handed.forEach(resultWriter::await);
      inHand.removeAll(held);
    }
  }

  /** Claimed, but not begun. */
  void giveBack(List<Claim> claims) {
    resultWriter.writeAll(
        claims.stream()
            .map(
                c ->
                    AttemptResult.interrupted(c, "requeued: an earlier task of its batch was slow"))
            .toList());
  }

  private Attempt begin(Claim claim) {
    return new Attempt(claim, workerLease.node(), progressReporter::wake, attemptServices, ticker);
  }

  private Optional<AttemptResult> run(String queue, Attempt attempt) {
    long start = ticker.nanos();
    Claim claim = attempt.claim();
    if (!quarantine.admits(claim, start)) {
      return Optional.of(
          AttemptResult.interrupted(
              claim,
              "requeued: isolated from other tasks that may crash a worker",
              Quarantine.LATER));
    }
    attempts.put(claim.task().id(), attempt);
    try {
      return attemptRunner.run(attempt);
    } finally {
      attempts.remove(claim.task().id(), attempt);
      quarantine.leave(claim.task().id());
      batchSizer.measured(queue, ticker.nanos() - start);
    }
  }

  private List<TaskClaimer.Answer> claim(List<UUID> ids) throws InterruptedException {
    for (int tries = 1; ; tries++) {
      try {
        return claims.callAll(ids);
      } catch (CompletionException e) {
        if (!(e.getCause() instanceof DatabaseException) || tries == CLAIM_TRIES) {
          LOG.log(
              Level.WARNING,
              "Claiming tasks {0} failed, they will be dispatched again: {1}",
              new Object[] {ids, e.getMessage()});
          return List.of();
        }
        TimeUnit.MILLISECONDS.sleep(100);
      }
    }
  }

  void observe(@Observes CancelRequested request) {
    cancel(List.of(request.taskId()));
  }

  /** Asks these tasks to stop, as far as they run here. */
  void cancel(Collection<UUID> ids) {
    for (UUID id : ids) {
      Attempt attempt = attempts.get(id);
      if (attempt != null) {
        attempt.stop(StopReason.CANCELLED);
      }
    }
  }

  /** Whether this attempt is in this node's hands: to be run, running, or its end being written. */
  boolean holds(UUID task, int attempt) {
    return inHand.contains(new Held(task, attempt));
  }

  /** Whether this task runs on this node. */
  boolean runs(UUID task) {
    return attempts.containsKey(task);
  }

  /** The attempts under way on this node. */
  Collection<Attempt> underWay() {
    return attempts.values();
  }

  Collection<ClaimedBatch> loads() {
    return loads.values();
  }

  /** How many attempts run on this node. */
  public int running() {
    return attempts.size();
  }
}
