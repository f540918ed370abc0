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
import org.waybill.queue.Heard;
import org.waybill.queue.MessageRefused;
import org.waybill.release.TaskRefused;
import org.waybill.running.InContainer;
import org.waybill.work.Incarnation;

/** Workers that die, inside the server, on real rows. */
@ExtendWith(ArquillianExtension.class)
class TakeOverIT {

  private static final int CRASH_LIMIT = 3;

  @Inject private Core core;
  @Inject private Reporting reporting;
  @Inject private Recovering recovering;
  @Inject private Incarnation incarnation;
  @Inject private Steering steering;
  @Inject private Saboteur saboteur;

  @Deployment
  static WebArchive war() {
    return InContainer.war(Core.class, GivenTask.class, Saboteur.class);
  }

  @Test
  void theTasksOfADeadWorkerGoBackIntoLine() {
    UUID worker = Ids.next();
    UUID id = core.claimed(aQueuedTask(), worker).task().id();
    UUID other = core.claimed(aQueuedTask()).task().id();
    assertThat(recovering.takeFrom(worker, CRASH_LIMIT)).isEqualTo(1);
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
    UUID dead = Ids.next();
    Claim overtaken = core.claimed(aQueuedTask(), dead);
    UUID id = overtaken.task().id();
    recovering.takeFrom(dead, CRASH_LIMIT);
    Claim current = core.claimedAgain(id, Ids.next());
    assertThat(current.attempt()).isEqualTo(2);
    List<EventKind> before = core.kinds(id);
    assertThat(core.settle(Settlement.completed(overtaken, "\"late\"", null))).isFalse();
    assertThat(reporting.report(List.of(halfWay(overtaken))))
        .containsExactly(Reporting.Reply.FENCED);
    assertThat(core.kinds(id)).isEqualTo(before);
    assertThat(core.row(id).progress()).isZero();
    assertThat(core.settle(Settlement.completed(current, "\"right\"", null))).isTrue();
    assertThat(core.row(id).output()).isEqualTo("\"right\"");
  }

  @Test
  void aTaskThatEndsItsWorkersTooOftenFails() {
    UUID worker = Ids.next();
    UUID id = core.claimed(aQueuedTask(), worker).task().id();
    for (int crashes = 1; crashes < CRASH_LIMIT; crashes++) {
      recovering.takeFrom(worker, CRASH_LIMIT);
      assertThat(core.claimedAgain(id, worker).attempt()).isEqualTo(crashes + 1);
    }
    recovering.takeFrom(worker, CRASH_LIMIT);
    Task task = core.row(id);
    assertThat(task.status()).isEqualTo(TaskStatus.FAILED);
    assertThat(task.error()).contains("worker process", "3 times");
    assertThat(core.kinds(id)).endsWith(EventKind.FAILED);
  }

  @Test
  void aWorkerWhoseLockIsHeldLivesAndOneWhoseLockIsFreeIsTakenFrom() {
    UUID worker = Ids.next();
    long lock = worker.getLeastSignificantBits();
    UUID id = core.claimed(aQueuedTask(), worker).task().id();
    core.whileLocked(
        lock,
        () -> {
          core.registerWorker(worker, lock);
          assertThat(incarnation.losses()).noneMatch(loss -> loss.worker().equals(worker));
          assertThat(core.row(id).status()).isEqualTo(TaskStatus.PROCESSING);
        });
    await("the night watch")
        .atMost(Duration.ofSeconds(30))
        .until(() -> core.row(id).status() == TaskStatus.QUEUED);
  }

  @Test
  void anObserverThatThrowsHurtsNeitherTheCoreNorItsNeighbours() {
    Claim claim = core.claimed(aQueuedTask());
    assertThat(steering.cancel(claim.task().id())).isEqualTo(Steering.Cancelled.REQUESTED);
    assertThat(core.settle(Settlement.cancelled(claim, null))).isTrue();
    assertThat(core.row(claim.task().id()).reason()).isEqualTo("cancelled");
    List<Object> others =
        List.of(
            new FollowedTaskEnded(Ids.next()),
            new WorkerSuspected(Ids.next()),
            new TasksSwept(1),
            new SweepEnded(),
            new TaskRefused("diagnostics", TaskRefused.Reason.WAITING),
            new MessageRefused("waybill.submit", "of the test"),
            new Heard("another node", "listening"));
    others.forEach(saboteur::tell);
    assertThat(saboteur.thrownAt(TaskEvent.class)).isGreaterThanOrEqualTo(3);
    assertThat(saboteur.thrownAt(CancelRequested.class)).isPositive();
    assertThat(others).allMatch(event -> saboteur.thrownAt(event.getClass()) > 0);
  }

  @Test
  void theTasksOfASilentWorkerAreChargedWithNothing() {
    UUID worker = Ids.next();
    UUID id = core.claimed(aQueuedTask(), worker).task().id();
    assertThat(recovering.takeFromSilent(worker)).isEqualTo(1);
    assertThat(core.row(id).crashes()).isZero();
    assertThat(core.row(id).reason()).isEqualTo("worker_lost");
  }

  private static ProgressReport halfWay(Claim claim) {
    return new ProgressReport(
        claim,
        50,
        "half way",
        null,
        List.of(new ProgressReport.Said(EventKind.PROGRESS, "{\"percent\":50}")));
  }
}
