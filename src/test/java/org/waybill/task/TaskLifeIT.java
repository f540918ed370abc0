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
import org.waybill.sql.DatabaseException;

/** The verbs of the heart, inside the server, on real rows. */
@ExtendWith(ArquillianExtension.class)
class TaskLifeIT {

  private static final Duration HOUR = Duration.ofHours(1);

  @Inject private Core core;
  @Inject private TaskClaimer taskClaimer;
  @Inject private ProgressWriter progressWriter;
  @Inject private TaskCommands taskCommands;

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
    assertThatThrownBy(() -> core.accept(good, bad)).isInstanceOf(DatabaseException.class);
    assertThat(core.isStored(good.spawned().id())).isFalse();
  }

  @Test
  void aTaskAskedForTwiceInOneBatchIsWonOnce() {
    UUID id = core.accept(aQueuedTask());
    List<TaskClaimer.Answer> answers = taskClaimer.claim(List.of(id, id), UuidV7.next(), "node");
    assertThat(answers).extracting(TaskClaimer.Answer::won).containsExactly(true, false);
    assertThat(core.row(id).attempt()).isEqualTo(1);
    assertThat(core.kinds(id)).containsExactly(EventKind.QUEUED, EventKind.STARTED);
  }

  @Test
  void whoComesSecondLearnsWhoHoldsTheTask() {
    UUID first = UuidV7.next();
    UUID id = core.claimed(aQueuedTask(), first).task().id();
    TaskClaimer.Answer answer = core.claim(id, UuidV7.next());
    assertThat(answer.won()).isFalse();
    assertThat(answer.holder()).isEqualTo(new TaskClaimer.Holder(id, first, 1));
  }

  @Test
  void aTaskWhoseTimeHasNotComeCannotBeClaimed() {
    UUID earlier = core.accept(aQueuedTask());
    GivenTask later = aQueuedTask().notBefore(core.row(earlier).createdAt().plus(HOUR));
    UUID id = core.accept(later);
    assertThat(core.claim(id, UuidV7.next())).isEqualTo(TaskClaimer.NOBODY_HOME);
    assertThat(core.row(id).waits()).isEqualTo("scheduled");
  }

  @Test
  void theEndOfAnAttemptIsWrittenOnce() {
    Claim claim = core.claimed(aQueuedTask());
    UUID id = claim.task().id();
    assertThat(core.settle(AttemptResult.completed(claim, "{\"x\":1}", null))).isTrue();
    assertThat(core.settle(AttemptResult.failed(claim, "too late", null))).isFalse();
    assertThat(core.row(id).status()).isEqualTo(TaskStatus.COMPLETED);
    assertThat(core.row(id).output()).isEqualTo("{\"x\":1}");
    assertThat(core.row(id).error()).isNull();
  }

  @Test
  void aFailedAttemptGoesBackIntoLineByTheDatabasesClock() {
    Claim claim = core.claimed(aQueuedTask());
    UUID id = claim.task().id();
    core.settle(AttemptResult.retry(claim, HOUR, "no answer", null));
    Task task = core.row(id);
    assertThat(task.status()).isEqualTo(TaskStatus.QUEUED);
    assertThat(task.waits()).isEqualTo("retry");
    assertThat(task.failures()).isEqualTo(1);
    assertThat(core.untilDue(id)).isBetween(HOUR.minusSeconds(30), HOUR);
    assertThat(core.kinds(id)).endsWith(EventKind.RETRYING);
    assertThat(core.claim(id, UuidV7.next())).isEqualTo(TaskClaimer.NOBODY_HOME);
  }

  @Test
  void aWaitingTaskIsCancelledAtOnce() {
    UUID id = core.accept(aQueuedTask());
    assertThat(taskCommands.cancel(id)).isEqualTo(TaskCommands.Cancelled.ENDED);
    assertThat(core.row(id).status()).isEqualTo(TaskStatus.CANCELLED);
    assertThat(core.claim(id, UuidV7.next())).isEqualTo(TaskClaimer.NOBODY_HOME);
    assertThat(taskCommands.cancel(id)).isEqualTo(TaskCommands.Cancelled.TOO_LATE);
  }

  @Test
  void theWorkerOfARunningTaskIsAskedToStopIt() {
    UUID worker = UuidV7.next();
    Claim claim = core.claimed(aQueuedTask(), worker);
    UUID id = claim.task().id();
    assertThat(progressWriter.report(List.of(progress(claim))))
        .containsExactly(ProgressWriter.Reply.GO_ON);
    assertThat(taskCommands.cancel(id)).isEqualTo(TaskCommands.Cancelled.REQUESTED);
    assertThat(core.row(id).status()).isEqualTo(TaskStatus.PROCESSING);
    assertThat(progressWriter.cancelRequested(worker)).containsExactly(id);
    assertThat(progressWriter.report(List.of(progress(claim))))
        .containsExactly(ProgressWriter.Reply.CANCEL);
    core.settle(AttemptResult.cancelled(claim, null));
    assertThat(core.row(id).status()).isEqualTo(TaskStatus.CANCELLED);
  }

  @Test
  void anEndedTaskIsNotCancelled() {
    Claim claim = core.claimed(aQueuedTask());
    core.settle(AttemptResult.completed(claim, "1", null));
    assertThat(taskCommands.cancel(claim.task().id())).isEqualTo(TaskCommands.Cancelled.TOO_LATE);
    assertThat(taskCommands.retry(claim.task().id())).isFalse();
    assertThat(core.row(claim.task().id()).status()).isEqualTo(TaskStatus.COMPLETED);
  }

  @Test
  void aRetryBeginsAnewAndKeepsTheHistory() {
    Claim claim = core.claimed(aQueuedTask());
    UUID id = claim.task().id();
    core.settle(AttemptResult.failed(claim, "broken", null));
    assertThat(taskCommands.retry(id)).isTrue();
    Task task = core.row(id);
    assertThat(task.status()).isEqualTo(TaskStatus.QUEUED);
    assertThat(task.failures()).isZero();
    assertThat(task.error()).isNull();
    assertThat(task.finishedAt()).isNull();
    assertThat(core.claimedAgain(id, UuidV7.next()).attempt()).isEqualTo(2);
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
      progressWriter.report(List.of(progress(claim)));
    }
    core.settle(AttemptResult.completed(claim, "1", null));
    List<TaskEvent> events = core.events(id);
    assertThat(events)
        .extracting(TaskEvent::seq)
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 13).boxed().toList());
    assertThat(core.row(id).eventSeq()).isEqualTo(13);
  }

  @Test
  void aDeletedTaskLeavesNoEvents() {
    Claim claim = core.claimed(aQueuedTask());
    assertThat(taskCommands.delete(claim.task().id())).isFalse();
    core.settle(AttemptResult.completed(claim, "1", null));
    assertThat(taskCommands.delete(claim.task().id())).isTrue();
    assertThat(core.isStored(claim.task().id())).isFalse();
  }

  private static ProgressReport progress(Claim claim) {
    return new ProgressReport(
        claim,
        10,
        "on it",
        "word",
        List.of(
            new ProgressReport.Entry(EventKind.PROGRESS, "{\"percent\":10}"),
            new ProgressReport.Entry(EventKind.PARTIAL, "{\"text\":\"word\"}")));
  }
}
