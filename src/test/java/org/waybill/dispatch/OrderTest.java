package org.waybill.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.waybill.document.TestDatabase;
import org.waybill.handler.TaskType;
import org.waybill.sql.Sql;
import org.waybill.task.Claim;
import org.waybill.task.NewTask;
import org.waybill.type.KnownTypes;

/** In which order waiting tasks start, and what keeps them. */
class OrderTest {

  private static final TaskType QUEUE = KnownTypes.PIPELINE;

  private World narrow;
  private World wide;

  @BeforeEach
  void anEmptyDatabase() {
    Sql.update(
        TestDatabase.source(),
        "truncate task, task_event, limit_rule, pause, task_key, token_bucket");
    narrow = node(Map.of("waybill.queue.pipeline-jobs.concurrency", "1"));
    wide = node(Map.of("waybill.queue.pipeline-jobs.concurrency", "50"));
  }

  private static World node(Map<String, String> settings) {
    return new World(TestDatabase.source(), settings);
  }

  private NewTask of(String tenant, String user) {
    return narrow.task(QUEUE, tenant, user).build();
  }

  /** Fills the narrow node's window, so that everything after it stands in line. */
  private void occupyWindow() {
    narrow.accept(of("before", "b"), of("before", "b"));
  }

  /** Lets one after the other run; answers whose they were. */
  private static List<String> runAll(World node) {
    List<String> order = new ArrayList<>();
    for (List<Claim> now = node.start(); !now.isEmpty(); now = node.start()) {
      now.forEach(claim -> order.add(claim.task().tenant() + "/" + claim.task().userId()));
      node.complete(now);
    }
    return order;
  }

  private static List<UUID> ids(List<Claim> claims) {
    return claims.stream().map(claim -> claim.task().id()).toList();
  }

  @Test
  void tenOfOneTenantAreDoneWithinTwentyStartsHoweverManyAnotherHasWaiting() {
    occupyWindow();
    narrow.accept(IntStream.range(0, 300).mapToObj(i -> of("big", "ann")).toArray(NewTask[]::new));
    narrow.accept(IntStream.range(0, 10).mapToObj(i -> of("small", "bob")).toArray(NewTask[]::new));
    List<String> first = runAll(narrow).subList(0, 23);
    assertThat(first.stream().filter("small/bob"::equals)).hasSize(10);
  }

  @Test
  void usersOfATenantTakeTurnsByTheirWeight() {
    narrow
        .limits()
        .put(
            new LimitRule(
                LimitRule.Scope.USER, "acme", "paid", null, null, null, null, false, 3.0));
    occupyWindow();
    for (int i = 0; i < 40; i++) {
      narrow.accept(of("acme", "free"), of("acme", "paid"));
    }
    List<String> first = runAll(narrow).subList(2, 26);
    assertThat(first.stream().filter("acme/paid"::equals).count()).isBetween(17L, 19L);
  }

  @Test
  void anUrgentTaskGoesBeforeOlderOnesOfItsUserAndOfOthers() {
    occupyWindow();
    for (int i = 0; i < 20; i++) {
      narrow.accept(of("acme", "user-" + i));
    }
    NewTask urgent = narrow.task(QUEUE, "acme", "late").priority(9).build();
    narrow.accept(urgent);
    narrow.complete(narrow.start());
    assertThat(ids(narrow.start())).contains(urgent.id());
  }

  @Test
  void aTaskIsOvertakenOnlyByThoseThatComeWithinTheHeadStart() {
    occupyWindow();
    NewTask low = narrow.task(QUEUE, "acme", "ann").priority(0).build();
    narrow.accept(low);
    Sql.update(
        narrow.rows(),
        "update task set rank_at = rank_at - interval '271 seconds' where id = ?",
        low.id());
    narrow.accept(narrow.task(QUEUE, "acme", "ann").priority(9).build());
    narrow.complete(narrow.start());
    assertThat(ids(narrow.start()).get(0)).isEqualTo(low.id());
  }

  @Test
  void tasksOfOneOrderKeyRunOneAfterTheOther() {
    List<UUID> given = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      NewTask task = wide.task(QUEUE, "acme", "ann").inOrder("chat", "1").priority(i).build();
      wide.accept(task);
      given.add(task.id());
    }
    List<UUID> order = new ArrayList<>();
    for (List<Claim> now = wide.start(); !now.isEmpty(); now = wide.start()) {
      assertThat(now).hasSize(1);
      order.addAll(ids(now));
      wide.complete(now);
    }
    assertThat(order).isEqualTo(given);
  }

  @Test
  void noMoreTasksOfAConcurrencyKeyRunThanItsLimit() {
    for (int i = 0; i < 7; i++) {
      wide.accept(wide.task(QUEUE, "acme", "ann").concurrency("gpu", 2).build());
    }
    int ran = 0;
    for (List<Claim> now = wide.start(); !now.isEmpty(); now = wide.start()) {
      assertThat(now).hasSizeLessThanOrEqualTo(2);
      ran += now.size();
      wide.complete(now);
    }
    assertThat(ran).isEqualTo(7);
  }

  @Test
  void theStrictestOfSeveralLimitsWins() {
    wide.limits().put(concurrency(LimitRule.Scope.QUEUE, LimitRule.EACH, QUEUE.queue(), 6));
    wide.limits().put(concurrency(LimitRule.Scope.TENANT, LimitRule.EACH, LimitRule.EACH, 4));
    wide.limits().put(concurrency(LimitRule.Scope.USER, LimitRule.EACH, LimitRule.EACH, 3));
    for (int i = 0; i < 10; i++) {
      wide.accept(of("a", "1"), of("a", "2"), of("b", "1"));
    }
    List<Claim> now = wide.start();
    assertThat(now).hasSize(6);
    assertThat(now.stream().filter(c -> c.task().tenant().equals("a")).count()).isBetween(3L, 4L);
    assertThat(now.stream().filter(c -> c.task().tenant().equals("b")).count()).isBetween(2L, 3L);
    assertThat(wide.start()).isEmpty();
    wide.complete(now);
    assertThat(wide.start()).hasSize(6);
  }

  @Test
  void aRateLetsSoManyStartAndTheOthersWait() {
    wide.limits().put(rate(LimitRule.Scope.USER, "ann", 3, false));
    for (int i = 0; i < 5; i++) {
      wide.accept(of("acme", "ann"));
    }
    List<Claim> now = wide.start();
    assertThat(now).hasSize(3);
    wide.complete(now);
    assertThat(wide.start()).isEmpty();
  }

  @Test
  void aRateKeyKeepsItsTasksAndNoOthers() {
    wide.limits().put(rate(LimitRule.Scope.RATE, "tool/mail", 1, false));
    for (int i = 0; i < 3; i++) {
      wide.accept(wide.task(QUEUE, "acme", "ann").rateKey("tool/mail").build());
    }
    NewTask other = of("acme", "ann");
    wide.accept(other);
    assertThat(ids(wide.start())).hasSize(2).contains(other.id());
    assertThat(wide.ask(Long.class, "select count(*) from task where waits = 'rate'")).isEqualTo(2);
  }

  @Test
  void aRateThatRejectsRefusesAndStoresNothing() {
    narrow.limits().put(rate(LimitRule.Scope.TENANT, LimitRule.EACH, 2, true));
    narrow.accept(of("acme", "ann"));
    narrow.accept(of("acme", "ann"));
    assertThatThrownBy(() -> narrow.accept(of("acme", "ann")))
        .isInstanceOfSatisfying(
            SubmissionRejected.class, full -> assertThat(full.retryAfterSeconds()).isPositive())
        .hasMessageContaining("tenant");
    assertThat(narrow.ask(Long.class, "select count(*) from task")).isEqualTo(2);
  }

  @Test
  void nothingOfAPausedQueueStartsUntilItIsResumed() {
    narrow.accept(of("acme", "ann"), of("acme", "ann"), of("acme", "ann"));
    narrow.limits().pause(QUEUE.queue(), LimitRule.EACH, "op");
    narrow.bean(Dispatcher.class).limitsChanged();
    assertThat(narrow.start()).isEmpty();
    narrow.limits().resume(QUEUE.queue(), LimitRule.EACH);
    narrow.scan();
    assertThat(runAll(narrow)).hasSize(3);
  }

  @Test
  void asManyWaitAsMayAndNotOneMore() {
    World small = node(Map.of("waybill.queue.waiting", "10"));
    for (int i = 0; i < 10; i++) {
      small.accept(of("acme", "ann"));
    }
    assertThatThrownBy(() -> small.accept(of("acme", "ann")))
        .isInstanceOf(SubmissionRejected.class)
        .hasMessageContaining("10 waiting tasks");
    assertThat(small.ask(Long.class, "select count(*) from task")).isEqualTo(10);
  }

  @Test
  void aTaskWaitsForThoseItNeeds() {
    NewTask first = of("acme", "ann");
    NewTask second = wide.task(QUEUE, "acme", "ann").needs(first.id(), true).build();
    wide.accept(first, second);
    List<Claim> now = wide.start();
    assertThat(ids(now)).containsExactly(first.id());
    wide.complete(now);
    assertThat(ids(wide.start())).containsExactly(second.id());
  }

  @Test
  void whoeverIsForgottenIsFoundByLookingAround() {
    occupyWindow();
    narrow.accept(of("acme", "ann"), of("acme", "bob"));
    narrow.start();
    assertThat(wide.start()).isEmpty();
    wide.scan();
    assertThat(wide.start()).hasSize(2);
  }

  private static LimitRule concurrency(
      LimitRule.Scope scope, String tenant, String name, int most) {
    return new LimitRule(scope, tenant, name, most, null, null, null, false, 1.0);
  }

  private static LimitRule rate(LimitRule.Scope scope, String name, int starts, boolean rejects) {
    return new LimitRule(
        scope, "acme", name, null, null, starts, Duration.ofMinutes(10), rejects, 1.0);
  }

  @Test
  void whoHasFewTasksNeedNotWaitUntilTheManyOfAnotherHaveLeftTheWindow() {
    wide.accept(IntStream.range(0, 300).mapToObj(i -> of("big", "ann")).toArray(NewTask[]::new));
    wide.release();
    NewTask late = of("small", "bob");
    wide.accept(late);
    wide.release();
    assertThat(ids(wide.start())).contains(late.id());
  }

  @Test
  void moreOfThemThanAreFewWait() {
    wide.accept(IntStream.range(0, 300).mapToObj(i -> of("big", "ann")).toArray(NewTask[]::new));
    wide.release();
    wide.accept(IntStream.range(0, 300).mapToObj(i -> of("small", "bob")).toArray(NewTask[]::new));
    wide.release();
    long bobs = wide.start().stream().filter(claim -> claim.task().userId().equals("bob")).count();
    assertThat(bobs).isBetween(1L, 50L);
  }
}
