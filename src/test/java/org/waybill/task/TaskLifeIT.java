package org.waybill.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.waybill.task.GivenTask.aQueuedTask;

import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.waybill.running.InContainer;
import org.waybill.sql.DatabaseFailure;

/** The verbs of the heart, inside the server, on real rows. */
@ExtendWith(ArquillianExtension.class)
class TaskLifeIT {

  private static final Duration HOUR = Duration.ofHours(1);

  @Inject private Core core;
  @Inject private Claiming claiming;
  @Inject private Reporting reporting;
  @Inject private Steering steering;

  @Deployment
  static WebArchive war() {
    return InContainer.war(Core.class, GivenTask.class);
  }

  @Test
  void anAcceptedTaskIsARowAndItsFirstEvent() {
    UUID id = core.accept(aQueuedTask().withPriority(9).withInput("{\"a\":\"ä\"}"));
    Task task = core.row(id);
    assertThat(task.status()).isEqualTo(TaskStatus.QUEUED);
    assertThat(task.waits()).isEqualTo("ready");
    assertThat(task.priority()).isEqualTo(9);
    assertThat(task.input()).isEqualTo("{\"a\":\"ä\"}");
    assertThat(core.events(id))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.seq()).isEqualTo(1);
              assertThat(event.kind()).isEqualTo(EventKind.QUEUED);
              assertThat(event.at()).isEqualTo(task.createdAt());
            });
  }

  @Test
  void tasksThatComeTogetherAreStoredAllOrNone() {
    GivenTask good = aQueuedTask();
    GivenTask bad = aQueuedTask().withInput("\"\u0000\"");
    assertThatThrownBy(() -> core.accept(good, bad)).isInstanceOf(DatabaseFailure.class);
    assertThat(core.isStored(good.handedOver().id())).isFalse();
  }

  @Test
  void aTaskAskedForTwiceInOneBatchIsWonOnce() {
    UUID id = core.accept(aQueuedTask());
    List<Claiming.Answer> answers = claiming.claim(List.of(id, id), Ids.next(), "node");
    assertThat(answers).extracting(Claiming.Answer::won).containsExactly(true, false);
    assertThat(core.row(id).attempt()).isEqualTo(1);
    assertThat(core.kinds(id)).containsExactly(EventKind.QUEUED, EventKind.STARTED);
  }

  @Test
  void whoComesSecondLearnsWhoHoldsTheTask() {
    UUID first = Ids.next();
    UUID id = core.claimed(aQueuedTask(), first).task().id();
    Claiming.Answer answer = core.claim(id, Ids.next());
    assertThat(answer.won()).isFalse();
    assertThat(answer.holder()).isEqualTo(new Claiming.Holder(id, first, 1));
  }

  @Test
  void aTaskWhoseTimeHasNotComeCannotBeClaimed() {
    UUID earlier = core.accept(aQueuedTask());
    GivenTask later = aQueuedTask().notBefore(core.row(earlier).createdAt().plus(HOUR));
    UUID id = core.accept(later);
    assertThat(core.claim(id, Ids.next())).isEqualTo(Claiming.NOBODY_HOME);
    assertThat(core.row(id).waits()).isEqualTo("scheduled");
  }

  @Test
  void theEndOfAnAttemptIsWrittenOnce() {
    Claim claim = core.claimed(aQueuedTask());
    UUID id = claim.task().id();
    assertThat(core.settle(Settlement.completed(claim, "{\"x\":1}", null))).isTrue();
    assertThat(core.settle(Settlement.failed(claim, "too late", null))).isFalse();
    assertThat(core.row(id).status()).isEqualTo(TaskStatus.COMPLETED);
    assertThat(core.row(id).output()).isEqualTo("{\"x\":1}");
    assertThat(core.row(id).error()).isNull();
  }

  @Test
  void aFailedAttemptGoesBackIntoLineByTheDatabasesClock() {
    Claim claim = core.claimed(aQueuedTask());
    UUID id = claim.task().id();
    core.settle(Settlement.retry(claim, HOUR, "no answer", null));
    Task task = core.row(id);
    assertThat(task.status()).isEqualTo(TaskStatus.QUEUED);
    assertThat(task.waits()).isEqualTo("retry");
    assertThat(task.failures()).isEqualTo(1);
    assertThat(core.untilDue(id)).isBetween(HOUR.minusSeconds(30), HOUR);
    assertThat(core.kinds(id)).endsWith(EventKind.RETRYING);
    assertThat(core.claim(id, Ids.next())).isEqualTo(Claiming.NOBODY_HOME);
  }

  @Test
  void aWaitingTaskIsCancelledAtOnce() {
    UUID id = core.accept(aQueuedTask());
    assertThat(steering.cancel(id)).isEqualTo(Steering.Cancelled.ENDED);
    assertThat(core.row(id).status()).isEqualTo(TaskStatus.CANCELLED);
    assertThat(core.claim(id, Ids.next())).isEqualTo(Claiming.NOBODY_HOME);
    assertThat(steering.cancel(id)).isEqualTo(Steering.Cancelled.TOO_LATE);
  }

  @Test
  void theWorkerOfARunningTaskIsAskedToStopIt() {
    UUID worker = Ids.next();
    Claim claim = core.claimed(aQueuedTask(), worker);
    UUID id = claim.task().id();
    assertThat(reporting.report(List.of(progress(claim)))).containsExactly(Reporting.Reply.GO_ON);
    assertThat(steering.cancel(id)).isEqualTo(Steering.Cancelled.REQUESTED);
    assertThat(core.row(id).status()).isEqualTo(TaskStatus.PROCESSING);
    assertThat(reporting.cancelRequested(worker)).containsExactly(id);
    assertThat(reporting.report(List.of(progress(claim)))).containsExactly(Reporting.Reply.CANCEL);
    core.settle(Settlement.cancelled(claim, null));
    assertThat(core.row(id).status()).isEqualTo(TaskStatus.CANCELLED);
  }

  @Test
  void anEndedTaskIsNotCancelled() {
    Claim claim = core.claimed(aQueuedTask());
    core.settle(Settlement.completed(claim, "1", null));
    assertThat(steering.cancel(claim.task().id())).isEqualTo(Steering.Cancelled.TOO_LATE);
    assertThat(steering.retry(claim.task().id())).isFalse();
    assertThat(core.row(claim.task().id()).status()).isEqualTo(TaskStatus.COMPLETED);
  }

  @Test
  void aRetryBeginsAnewAndKeepsTheHistory() {
    Claim claim = core.claimed(aQueuedTask());
    UUID id = claim.task().id();
    core.settle(Settlement.failed(claim, "broken", null));
    assertThat(steering.retry(id)).isTrue();
    Task task = core.row(id);
    assertThat(task.status()).isEqualTo(TaskStatus.QUEUED);
    assertThat(task.failures()).isZero();
    assertThat(task.error()).isNull();
    assertThat(task.finishedAt()).isNull();
    assertThat(core.claimedAgain(id, Ids.next()).attempt()).isEqualTo(2);
    assertThat(core.kinds(id))
        .containsExactly(
            EventKind.QUEUED,
            EventKind.STARTED,
            EventKind.FAILED,
            EventKind.QUEUED,
            EventKind.STARTED);
  }

  @Test
  void eventsAreNumberedWithoutGaps() {
    Claim claim = core.claimed(aQueuedTask());
    UUID id = claim.task().id();
    for (int i = 0; i < 5; i++) {
      reporting.report(List.of(progress(claim)));
    }
    core.settle(Settlement.completed(claim, "1", null));
    List<TaskEvent> events = core.events(id);
    assertThat(events)
        .extracting(TaskEvent::seq)
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 13).boxed().toList());
    assertThat(core.row(id).eventSeq()).isEqualTo(13);
  }

  @Test
  void aDeletedTaskLeavesNoEvents() {
    Claim claim = core.claimed(aQueuedTask());
    assertThat(steering.delete(claim.task().id())).isFalse();
    core.settle(Settlement.completed(claim, "1", null));
    assertThat(steering.delete(claim.task().id())).isTrue();
    assertThat(core.isStored(claim.task().id())).isFalse();
  }

  private static ProgressReport progress(Claim claim) {
    return new ProgressReport(
        claim,
        10,
        "on it",
        "word",
        List.of(
            new ProgressReport.Said(EventKind.PROGRESS, "{\"percent\":10}"),
            new ProgressReport.Said(EventKind.PARTIAL, "{\"text\":\"word\"}")));
  }
}
