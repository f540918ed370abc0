package org.waybill.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.waybill.dispatch.WaitExplanation.Reason;
import org.waybill.document.TestDatabase;
import org.waybill.handler.TaskType;
import org.waybill.sql.Sql;
import org.waybill.task.AttemptCompleter;
import org.waybill.task.AttemptResult;
import org.waybill.task.Claim;
import org.waybill.task.NewTask;
import org.waybill.task.NewTaskBuilder;
import org.waybill.task.Receipt;
import org.waybill.task.Task;
import org.waybill.task.WaitReason;
import org.waybill.type.KnownTypes;

/** Each reason for which a task may wait, as the rows have it. */
class WaitExplanationTest {

  private static final TaskType QUEUE = KnownTypes.PIPELINE;

  private World node;

  @BeforeEach
  void anEmptyDatabase() {
    Sql.update(
        TestDatabase.source(),
        "truncate task, task_event, task_dependency, limit_rule, pause, task_key, token_bucket");
    node = new World(TestDatabase.source(), Map.of("waybill.queue.pipeline-jobs.concurrency", "1"));
  }

  private NewTaskBuilder task() {
    return node.task(QUEUE, "acme", "ann");
  }

  private NewTask accepted(NewTaskBuilder task) {
    NewTask built = task.build();
    node.accept(built);
    return built;
  }

  /** Why it waits now, as the row says it. */
  private Reason why(NewTask task) {
    Instant created =
        Sql.query(
                node.rows(),
                row -> Sql.instant(row, "created_at"),
                "select created_at from task where id = ?",
                task.id())
            .get(0);
    WaitReason waitReason =
        WaitReason.of(node.ask(String.class, "select waits from task where id = ?", task.id()));
    Task seen = Task.of(new Receipt(task, created, waitReason, null));
    return node.bean(WaitExplanation.class).exact(seen);
  }

  private void occupyWindow() {
    node.accept(task().build(), task().build());
  }

  @Test
  void oneInLineIsReadyAndHasAPlaceThere() {
    occupyWindow();
    accepted(task());
    NewTask second = accepted(task());
    NewTask others = accepted(node.task(QUEUE, "acme", "bob"));
    assertThat(why(second)).isEqualTo(new Reason("ready", null, null, null, 2));
    assertThat(why(others).position()).isEqualTo(1);
  }

  @Test
  void oneForLaterNamesItsTime() {
    Instant later = Instant.parse("2100-01-01T00:00:00Z");
    assertThat(why(accepted(task().notBefore(later))))
        .isEqualTo(new Reason("scheduled_for", later, null, null, null));
  }

  @Test
  void oneThatFailedNamesItsNextAttempt() {
    NewTask task = accepted(task());
    Claim claim = node.start().get(0);
    node.bean(AttemptCompleter.class)
        .settle(List.of(AttemptResult.retry(claim, Duration.ofHours(1), "no", null)));
    assertThat(why(task).reason()).isEqualTo("retry_at");
  }

  @Test
  void oneThatNeedsOthersNamesThoseThatHaveNotEnded() {
    NewTask first = accepted(task());
    NewTask second = accepted(task());
    NewTask third = task().needs(first.id(), true).needs(second.id(), false).build();
    node.accept(third);
    assertThat(why(third).reason()).isEqualTo("waits_for");
    assertThat(why(third).taskIds()).containsExactly(first.id(), second.id());
    node.complete(node.start().stream().filter(c -> c.task().id().equals(first.id())).toList());
    assertThat(why(third).taskIds()).containsExactly(second.id());
  }

  @Test
  void oneAtItsGateNamesTheKeyThatKeepsIt() {
    accepted(task().concurrency("gpu", 1));
    accepted(task().inOrder("chat", "7"));
    List<Claim> running = node.start();
    assertThat(why(accepted(task().concurrency("gpu", 1)))).isEqualTo(limit("gpu"));
    NewTask both = accepted(task().concurrency("gpu", 1).inOrder("chat", "7"));
    assertThat(why(both)).isEqualTo(limit("chat/7"));
    node.complete(running.stream().filter(c -> c.task().orderKey() != null).toList());
    node.release();
    assertThat(why(both)).isEqualTo(limit("gpu"));
  }

  private static Reason limit(String key) {
    return new Reason("concurrency_limit", null, key, null, null);
  }

  @Test
  void oneWhoseToolIsCalledTooOftenNamesTheRate() {
    node.limits().put(rate(LimitRule.Scope.RATE, "tool/mail"));
    accepted(task().rateKey("tool/mail"));
    NewTask second = accepted(task().rateKey("tool/mail"));
    node.start();
    Reason reason = why(second);
    assertThat(reason.reason()).isEqualTo("rate_limit");
    assertThat(reason.key()).isEqualTo("tool/mail");
  }

  @Test
  void oneWhoseUserStartsTooManyNamesTheUser() {
    node.limits().put(rate(LimitRule.Scope.USER, "ann"));
    accepted(task());
    NewTask second = accepted(task());
    node.start();
    assertThat(why(second)).isEqualTo(new Reason("rate_limit", null, "user ann", null, 1));
  }

  @Test
  void oneWhoseTenantOrQueueIsFullNamesIt() {
    node.limits().put(most(LimitRule.Scope.TENANT, "acme", LimitRule.EACH));
    accepted(task());
    NewTask second = accepted(task());
    node.start();
    assertThat(why(second))
        .isEqualTo(new Reason("concurrency_limit", null, "tenant acme", null, 1));
    node.limits().remove(LimitRule.Scope.TENANT, "acme", LimitRule.EACH);
    node.limits().put(most(LimitRule.Scope.QUEUE, LimitRule.EACH, QUEUE.queue()));
    assertThat(why(second).key()).isEqualTo("queue " + QUEUE.queue());
  }

  @Test
  void oneInAPausedQueueSaysSo() {
    node.limits().pause(QUEUE.queue(), "acme", "op");
    NewTask task = accepted(task());
    node.start();
    assertThat(why(task)).isEqualTo(new Reason("queue_paused", null, null, null, 1));
  }

  private static LimitRule most(LimitRule.Scope scope, String tenant, String name) {
    return new LimitRule(scope, tenant, name, 1, null, null, null, false, 1.0);
  }

  private static LimitRule rate(LimitRule.Scope scope, String name) {
    return new LimitRule(scope, "acme", name, null, null, 1, Duration.ofMinutes(10), false, 1.0);
  }
}
