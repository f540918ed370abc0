package org.waybill.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.waybill.document.TestDatabase;
import org.waybill.sql.Sql;
import org.waybill.task.NewTask;
import org.waybill.task.NewTaskBuilder;
import org.waybill.task.Receipt;
import org.waybill.task.TaskCommands;
import org.waybill.task.TaskConstraints.UniquenessKey;
import org.waybill.type.KnownTypes;

/** Keys under which a task is handed over once only, whoever comes at the same time. */
class OnceTest {

  private static final Instant LATER = Instant.parse("2100-01-01T00:00:00Z");

  private World node;
  private World other;

  @BeforeEach
  void anEmptyDatabase() {
    Sql.update(
        TestDatabase.source(),
        "truncate task, task_event, task_dependency, limit_rule, pause, task_key, token_bucket");
    node = new World(TestDatabase.source(), Map.of());
    other = new World(TestDatabase.source(), Map.of());
    // Made here, since tests use it from several threads.
    node.bean(SubmissionService.class);
    other.bean(SubmissionService.class);
  }

  private NewTaskBuilder of(String tenant, String user) {
    return node.task(KnownTypes.PIPELINE, tenant, user);
  }

  private static UniquenessKey request(String user, String key) {
    return UniquenessKey.ofUser(UniquenessKey.Kind.REQUEST, user, key, new byte[] {1}, LATER);
  }

  private static UniquenessKey unique(String user, String key) {
    return UniquenessKey.ofUser(UniquenessKey.Kind.UNIQUE, user, key, new byte[0], LATER);
  }

  private NewTask requested(String key) {
    return of("acme", "ann").once(request("ann", key)).build();
  }

  private NewTask uniquely(String request, String key) {
    return of("acme", "ann").once(request("ann", request)).once(unique("ann", key)).build();
  }

  private long stored() {
    return node.ask(Long.class, "select count(*) from task");
  }

  /** The task that each receipt stands for. */
  private static List<UUID> meant(List<Receipt> receipts) {
    return receipts.stream()
        .map(r -> r.existing() == null ? r.task().id() : r.existing().id())
        .toList();
  }

  @Test
  void manyWithOneKeyThatComeInOneBatchMakeOneTask() {
    NewTask[] all = IntStream.range(0, 100).mapToObj(i -> requested("k")).toArray(NewTask[]::new);
    List<Receipt> receipts = node.accept(all);
    assertThat(meant(receipts)).hasSize(100).containsOnly(all[0].id());
    assertThat(receipts.stream().filter(r -> r.existing() == null)).hasSize(1);
    assertThat(stored()).isEqualTo(1);
  }

  @Test
  void manyThatComeAtTheSameTimeToTwoNodesMakeOneTaskForEachKey() throws Exception {
    ExecutorService crowd = Executors.newFixedThreadPool(8);
    try {
      List<Callable<List<UUID>>> calls = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        World to = i % 2 == 0 ? node : other;
        // In another order each time: two that wait for each other's keys would never end.
        NewTask[] three =
            IntStream.of(i, i + 1, i + 2)
                .mapToObj(n -> requested("k" + n % 3))
                .toArray(NewTask[]::new);
        calls.add(() -> meant(to.accept(three)));
      }
      List<UUID> all = new ArrayList<>();
      for (Future<List<UUID>> each : crowd.invokeAll(calls)) {
        all.addAll(each.get());
      }
      assertThat(all.stream().collect(Collectors.toSet())).hasSize(3);
      assertThat(stored()).isEqualTo(3);
    } finally {
      crowd.shutdown();
    }
  }

  @Test
  void anothersSameKeyIsAnotherKey() {
    List<Receipt> receipts =
        node.accept(
            requested("k"),
            of("acme", "bob").once(request("bob", "k")).build(),
            of("umbrella", "ann").once(request("ann", "k")).build());
    assertThat(receipts).allMatch(receipt -> receipt.existing() == null);
    assertThat(
            UniquenessKey.ofUser(UniquenessKey.Kind.REQUEST, "a", "b\"\"c", new byte[0], LATER)
                .key())
        .isNotEqualTo(
            UniquenessKey.ofUser(UniquenessKey.Kind.REQUEST, "a\"\"b", "c", new byte[0], LATER)
                .key());
  }

  @Test
  void aKeyTellsWhatItCameWithAndIsFreeAgainWhenItsTimeIsOver() {
    NewTask first = requested("k");
    node.accept(first);
    Receipt.Existing existing = other.accept(requested("k")).get(0).existing();
    assertThat(existing.id()).isEqualTo(first.id());
    assertThat(existing.fingerprint()).containsExactly(1);
    Sql.update(node.rows(), "update task_key set expires_at = now() - interval '1 second'");
    assertThat(node.accept(requested("k")).get(0).existing()).isNull();
  }

  @Test
  void aUniqueTaskThatWasDeletedFreesItsKeyAndOneThatEndedDoesNot() {
    NewTask first = uniquely("r1", "u");
    node.accept(first);
    node.bean(TaskCommands.class).cancel(first.id());
    assertThat(meant(node.accept(uniquely("r2", "u")))).containsExactly(first.id());
    node.bean(TaskCommands.class).delete(first.id());
    assertThat(node.accept(uniquely("r3", "u")).get(0).existing()).isNull();
  }

  @Test
  void aCallThatWasAnsweredWithAUniqueTaskIsAnsweredSoAgain() {
    NewTask first = uniquely("r1", "u");
    node.accept(first);
    // The second and third are one call, sent twice, and arrive together.
    List<Receipt> twice = node.accept(uniquely("r2", "u"), uniquely("r2", "u"));
    assertThat(meant(twice)).containsExactly(first.id(), first.id());
    Sql.update(
        node.rows(),
        "update task_key set expires_at = now() - interval '1 second' where kind = 'unique'");
    assertThat(meant(node.accept(uniquely("r2", "u")))).containsExactly(first.id());
    assertThat(stored()).isEqualTo(1);
  }

  @Test
  void aRepeatedCallTakesNoUniqueKeyFromThoseThatComeWithIt() {
    NewTask first = requested("r1");
    node.accept(first);
    NewTask fresh = uniquely("r2", "u");
    assertThat(meant(node.accept(uniquely("r1", "u"), fresh)))
        .containsExactly(first.id(), fresh.id());
    assertThat(meant(node.accept(uniquely("r3", "u")))).containsExactly(fresh.id());
  }

  @Test
  void whoWantsToBeAloneIsRefusedWhileAnotherOfItsOrderHasNotEnded() {
    NewTask first = alone("r1");
    NewTask second = alone("r2");
    List<Receipt> receipts = node.accept(first, second);
    assertThat(receipts.get(1).existing().kind()).isEqualTo(UniquenessKey.Kind.ALONE);
    assertThat(meant(receipts)).containsExactly(first.id(), first.id());
    assertThat(other.accept(alone("r2")).get(0).existing().kind())
        .isEqualTo(UniquenessKey.Kind.ALONE);
    node.complete(node.start());
    // It was refused, not handed over: its key is free.
    assertThat(other.accept(alone("r2")).get(0).existing()).isNull();
  }

  private NewTask alone(String key) {
    return of("acme", "ann").once(request("ann", key)).inOrder("chat", "1").alone().build();
  }

  @Test
  void ofTwoThatWantToBeAloneAndComeAtTheSameTimeOneIsStored() throws Exception {
    ExecutorService crowd = Executors.newFixedThreadPool(8);
    try {
      List<Callable<List<Receipt>>> calls = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        World to = i % 2 == 0 ? node : other;
        NewTask task = alone("r" + i);
        calls.add(() -> to.accept(task));
      }
      for (Future<List<Receipt>> each : crowd.invokeAll(calls)) {
        each.get();
      }
      assertThat(stored()).isEqualTo(1);
    } finally {
      crowd.shutdown();
    }
  }

  @Test
  void whoNeedsATaskThatWasThereBeforeWaitsForThatOne() {
    NewTask first = requested("r1");
    node.accept(first);
    NewTask repeated = requested("r1");
    NewTask dependent = of("acme", "ann").needs(repeated.id(), true).build();
    node.accept(repeated, dependent);
    node.complete(node.start());
    assertThat(node.start().stream().map(claim -> claim.task().id()))
        .containsExactly(dependent.id());
  }

  @Test
  void neverMoreWaitThanMayHoweverManyComeAtTheSameTime() throws Exception {
    World small =
        new World(
            TestDatabase.source(),
            Map.of("waybill.queue.waiting", "50", "waybill.queue.pipeline-jobs.concurrency", "1"));
    small.bean(SubmissionService.class);
    ExecutorService crowd = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Boolean>> calls = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        NewTask[] three = {requested("a" + i), requested("b" + i), requested("c" + i)};
        calls.add(() -> isTaken(small, three));
      }
      int taken = 0;
      for (Future<Boolean> each : crowd.invokeAll(calls)) {
        taken += each.get() ? 3 : 0;
      }
      assertThat(stored()).isEqualTo(taken).isBetween(20L, 50L);
    } finally {
      crowd.shutdown();
    }
  }

  private static boolean isTaken(World node, NewTask... tasks) {
    try {
      node.accept(tasks);
      return true;
    } catch (SubmissionRejected e) {
      return false;
    }
  }

  @Test
  void aBatchThatARateDoesNotAllowCostsNothing() {
    node.limits()
        .put(
            new LimitRule(
                LimitRule.Scope.USER,
                "acme",
                "ann",
                null,
                null,
                3,
                Duration.ofMinutes(10),
                true,
                1.0));
    assertThat(isTaken(node, requested("a"), requested("b"), requested("c"), requested("d")))
        .isFalse();
    assertThat(isTaken(node, requested("a"), requested("b"), requested("c"))).isTrue();
  }
}
