package org.waybill.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.waybill.document.TestDatabase;
import org.waybill.handler.Question;
import org.waybill.sql.Sql;
import org.waybill.task.AttemptCompleter;
import org.waybill.task.AttemptResult;
import org.waybill.task.Claim;
import org.waybill.task.DeadlineExpiry;
import org.waybill.task.MessageRole;
import org.waybill.task.MessageStatus;
import org.waybill.task.NewMessage;
import org.waybill.task.NewTask;
import org.waybill.task.NewTaskBuilder;
import org.waybill.task.TaskCommands;
import org.waybill.task.UuidV7;
import org.waybill.type.KnownTypes;

/** What came too late: tasks that had to start, questions that nobody answered. */
class ExpiryTest {

  private static final Instant PAST = Instant.parse("2020-02-03T04:05:06.789Z");
  private static final Duration HOUR = Duration.ofHours(1);

  private World world;

  @BeforeEach
  void anEmptyDatabase() {
    Sql.update(TestDatabase.source(), "truncate task, task_event, task_dependency, message, chat");
    world = new World(TestDatabase.source(), Map.of());
  }

  private NewTaskBuilder task() {
    return world.task(KnownTypes.PIPELINE, "acme", "ann");
  }

  private UUID accept(NewTaskBuilder given) {
    NewTask task = given.build();
    world.accept(task);
    return task.id();
  }

  private int expireStarts() {
    return world.bean(DeadlineExpiry.class).notStarted(100);
  }

  private int expireQuestions() {
    return world.bean(DeadlineExpiry.class).unanswered(100);
  }

  private void settle(AttemptResult... settlements) {
    world.bean(AttemptCompleter.class).settle(List.of(settlements));
  }

  private String ask(String column, UUID id) {
    return world.ask(String.class, "select " + column + "::text from task where id = ?", id);
  }

  private String lastEvent(UUID id) {
    return world.ask(
        String.class,
        "select kind || ' ' || data from task_event where task_id = ? order by seq desc limit 1",
        id);
  }

  private Claim started(NewTaskBuilder given) {
    UUID id = accept(given);
    return world.start().stream()
        .filter(claim -> claim.task().id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whateverATaskWaitsForItFailsIfItHasNotStartedInTime() {
    UUID other = accept(task());
    UUID inLine = accept(task().startBy(PAST));
    UUID later = accept(task().startBy(PAST).notBefore(Instant.parse("2100-01-01T00:00:00Z")));
    UUID dependent = accept(task().startBy(PAST).needs(other, false));
    accept(task().concurrency("gpu", 1));
    UUID atGate = accept(task().startBy(PAST).concurrency("gpu", 1));
    assertThat(expireStarts()).isEqualTo(4);
    for (UUID id : List.of(inLine, later, dependent, atGate)) {
      assertThat(ask("status", id)).isEqualTo("failed");
      assertThat(ask("error", id)).isEqualTo("not started by 2020-02-03T04:05:06.789Z");
      assertThat(ask("waits", id)).isNull();
      assertThat(lastEvent(id)).startsWith("failed ").contains("not started by");
    }
    assertThat(ask("status", other)).isEqualTo("queued");
    assertThat(expireStarts()).isZero();
  }

  @Test
  void itsWorkerComesTooLateToo() {
    UUID id = accept(task().startBy(PAST));
    world.release();
    assertThat(world.claim(List.of(id), UuidV7.next())).isEmpty();
  }

  @Test
  void whoFollowsLearnsThatItWillNotStart() {
    UUID late = accept(task().startBy(PAST));
    UUID inAnyWay = accept(task().needs(late, false));
    UUID onSuccess = accept(task().needs(late, true));
    expireStarts();
    assertThat(world.start()).extracting(claim -> claim.task().id()).containsExactly(inAnyWay);
    assertThat(ask("status", onSuccess)).isEqualTo("failed");
  }

  @Test
  void itsChatMessageFailsWithIt() {
    NewMessage pending =
        new NewMessage(UuidV7.next(), "c1", MessageRole.ASSISTANT, MessageStatus.PENDING, "");
    accept(task().chatId("c1").startBy(PAST).messages(pending));
    expireStarts();
    assertThat(world.ask(String.class, "select status from message where id = ?", pending.id()))
        .isEqualTo("failed");
  }

  @Test
  void whoHasStartedInTimeMayBeRetriedLater() {
    Claim claim = started(task());
    UUID id = claim.task().id();
    Sql.update(world.rows(), "update task set start_by = ? where id = ?", PAST, id);
    settle(AttemptResult.retry(claim, Duration.ZERO, "no answer", null));
    assertThat(expireStarts()).isZero();
    assertThat(world.start()).extracting(Claim::attempt).containsExactly(2);
  }

  @Test
  void aLateTaskRetriedByHandMayStartWhenever() {
    UUID id = accept(task().startBy(PAST));
    expireStarts();
    assertThat(world.bean(TaskCommands.class).retry(id)).isTrue();
    assertThat(expireStarts()).isZero();
    assertThat(world.start()).hasSize(1);
  }

  @Test
  void aQuestionThatNobodyAnswersTakesItsDefault() {
    Claim claim = started(task());
    UUID id = claim.task().id();
    settle(
        AttemptResult.inputRequired(
            claim,
            Question.confirmation("Sure?").expiresAfter(HOUR).orElse(JsonValue.FALSE),
            null));
    assertThat(expireQuestions()).isZero();
    assertThat(lastEvent(id)).contains("expiresAt").contains("Sure?");
    letQuestionsExpire();
    assertThat(expireQuestions()).isEqualTo(1);
    assertThat(ask("question", id)).isNull();
    assertThat(lastEvent(id)).isEqualTo("queued {\"answered\":true,\"byDefault\":true}");
    assertThat(world.start()).extracting(Claim::answer).containsExactly("false");
  }

  @Test
  void withoutADefaultItFails() {
    Claim claim = started(task());
    UUID id = claim.task().id();
    settle(AttemptResult.inputRequired(claim, Question.text("Who?").expiresAfter(HOUR), "so far"));
    letQuestionsExpire();
    assertThat(expireQuestions()).isEqualTo(1);
    assertThat(ask("status", id)).isEqualTo("failed");
    assertThat(ask("error", id)).startsWith("not answered by 2020-02-03T");
    assertThat(world.bean(TaskCommands.class).answer(id, claim.attempt(), "\"me\"")).isFalse();
  }

  @Test
  void onlyTheQuestionThatWasSeenIsAnswered() {
    Claim claim = started(task());
    settle(AttemptResult.inputRequired(claim, Question.text("Who?"), null));
    TaskCommands taskCommands = world.bean(TaskCommands.class);
    assertThat(taskCommands.answer(claim.task().id(), claim.attempt() + 1, "1")).isFalse();
    assertThat(taskCommands.answer(claim.task().id(), claim.attempt(), "1")).isTrue();
    assertThat(world.start()).extracting(Claim::answer).containsExactly("1");
  }

  private void letQuestionsExpire() {
    Sql.update(
        world.rows(),
        "update task set question_expires_at = ? where question_expires_at is not null",
        PAST);
  }
}
