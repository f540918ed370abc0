package org.waybill.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.waybill.task.GivenTask.aQueuedTask;

import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.waybill.dispatch.TaskRejected;
import org.waybill.messaging.MessageRejected;
import org.waybill.messaging.NodeMessage;
import org.waybill.running.InContainer;
import org.waybill.worker.WorkerLease;

/** Workers that die, inside the server, on real rows. */
@ExtendWith(ArquillianExtension.class)
class TakeOverIT {

  private static final int CRASH_LIMIT = 3;

  @Inject private Core core;
  @Inject private ProgressWriter progressWriter;
  @Inject private OrphanRecovery orphanRecovery;
  @Inject private WorkerLease workerLease;
  @Inject private TaskCommands taskCommands;
  @Inject private Saboteur saboteur;

  @Deployment
  static WebArchive war() {
    return InContainer.war(Core.class, GivenTask.class, Saboteur.class);
  }

  @Test
  void theTasksOfADeadWorkerGoBackIntoLine() {
    UUID worker = UuidV7.next();
    UUID id = core.claimed(aQueuedTask(), worker).task().id();
    UUID other = core.claimed(aQueuedTask()).task().id();
    assertThat(orphanRecovery.takeFrom(worker, CRASH_LIMIT)).isEqualTo(1);
    Task task = core.row(id);
    assertThat(task.status()).isEqualTo(TaskStatus.QUEUED);
    assertThat(task.waits()).isEqualTo("ready");
    assertThat(task.crashes()).isEqualTo(1);
    assertThat(task.failures()).isZero();
    assertThat(core.kinds(id)).endsWith(EventKind.STARTED, EventKind.RETRYING);
    assertThat(core.row(other).status()).isEqualTo(TaskStatus.PROCESSING);
  }

  @Test
  void anOvertakenAttemptChangesNothing() {
    UUID dead = UuidV7.next();
    Claim overtaken = core.claimed(aQueuedTask(), dead);
    UUID id = overtaken.task().id();
    orphanRecovery.takeFrom(dead, CRASH_LIMIT);
    Claim current = core.claimedAgain(id, UuidV7.next());
    assertThat(current.attempt()).isEqualTo(2);
    List<EventKind> before = core.kinds(id);
    assertThat(core.settle(AttemptResult.completed(overtaken, "\"late\"", null))).isFalse();
    assertThat(progressWriter.report(List.of(halfWay(overtaken))))
        .containsExactly(ProgressWriter.Reply.FENCED);
    assertThat(core.kinds(id)).isEqualTo(before);
    assertThat(core.row(id).progress()).isZero();
    assertThat(core.settle(AttemptResult.completed(current, "\"right\"", null))).isTrue();
    assertThat(core.row(id).output()).isEqualTo("\"right\"");
  }

  @Test
  void aTaskThatEndsItsWorkersTooOftenFails() {
    UUID worker = UuidV7.next();
    UUID id = core.claimed(aQueuedTask(), worker).task().id();
    for (int crashes = 1; crashes < CRASH_LIMIT; crashes++) {
      orphanRecovery.takeFrom(worker, CRASH_LIMIT);
      assertThat(core.claimedAgain(id, worker).attempt()).isEqualTo(crashes + 1);
    }
    orphanRecovery.takeFrom(worker, CRASH_LIMIT);
    Task task = core.row(id);
    assertThat(task.status()).isEqualTo(TaskStatus.FAILED);
    assertThat(task.error()).contains("worker crashed 3 times");
    assertThat(core.kinds(id)).endsWith(EventKind.FAILED);
  }

  @Test
  void aWorkerWhoseLockIsHeldLivesAndOneWhoseLockIsFreeIsTakenFrom() {
    UUID worker = UuidV7.next();
    long lock = worker.getLeastSignificantBits();
    UUID id = core.claimed(aQueuedTask(), worker).task().id();
    core.whileLocked(
        lock,
        () -> {
          core.registerWorker(worker, lock);
          assertThat(workerLease.losses()).noneMatch(loss -> loss.worker().equals(worker));
          assertThat(core.row(id).status()).isEqualTo(TaskStatus.PROCESSING);
        });
    await("the night watch")
        .atMost(Duration.ofSeconds(30))
        .until(() -> core.row(id).status() == TaskStatus.QUEUED);
  }

  @Test
  void anObserverThatThrowsHurtsNeitherTheCoreNorItsNeighbours() {
    Claim claim = core.claimed(aQueuedTask());
    assertThat(taskCommands.cancel(claim.task().id())).isEqualTo(TaskCommands.Cancelled.REQUESTED);
    assertThat(core.settle(AttemptResult.cancelled(claim, null))).isTrue();
    assertThat(core.row(claim.task().id()).reason()).isEqualTo("cancelled");
    List<Object> others =
        List.of(
            new AwaitedTaskEnded(UuidV7.next()),
            new WorkerSuspected(UuidV7.next()),
            new TasksPurged(1),
            new PurgeCompleted(),
            new TaskRejected("diagnostics", TaskRejected.Reason.WAITING),
            new MessageRejected("waybill.submit", "of the test"),
            new NodeMessage("another node", "listening"));
    others.forEach(saboteur::publish);
    assertThat(saboteur.thrownAt(TaskEvent.class)).isGreaterThanOrEqualTo(3);
    assertThat(saboteur.thrownAt(CancelRequested.class)).isPositive();
    assertThat(others).allMatch(event -> saboteur.thrownAt(event.getClass()) > 0);
  }

  @Test
  void theTasksOfASilentWorkerAreChargedWithNothing() {
    UUID worker = UuidV7.next();
    UUID id = core.claimed(aQueuedTask(), worker).task().id();
    assertThat(orphanRecovery.takeFromSilent(worker)).isEqualTo(1);
    assertThat(core.row(id).crashes()).isZero();
    assertThat(core.row(id).reason()).isEqualTo("worker_lost");
  }

  private static ProgressReport halfWay(Claim claim) {
    return new ProgressReport(
        claim,
        50,
        "half way",
        null,
        List.of(new ProgressReport.Entry(EventKind.PROGRESS, "{\"percent\":50}")));
  }
}
