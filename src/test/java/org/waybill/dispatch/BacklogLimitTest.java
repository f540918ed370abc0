package org.waybill.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.waybill.document.TestDatabase;
import org.waybill.handler.TaskType;
import org.waybill.limit.Excess;
import org.waybill.limit.Resource;
import org.waybill.owner.Owner;
import org.waybill.sql.Sql;
import org.waybill.task.BacklogCounts;
import org.waybill.task.NewTask;
import org.waybill.task.NewTaskBuilder;
import org.waybill.type.KnownTypes;
import org.waybill.world.ManualTicker;

/** How much of a queue one user and one tenant may have. */
class BacklogLimitTest {

  private static final TaskType QUEUE = KnownTypes.PIPELINE;

  private final CountedAsks counting = new CountedAsks();
  private final ManualTicker ticker = new ManualTicker();
  private World node;

  /** The real counts, and how often they were asked for. */
  private static final class CountedAsks extends BacklogCounts {
    private final AtomicInteger all = new AtomicInteger();
    private final AtomicInteger owners = new AtomicInteger();

    @Override
    public int waiting(String queue, int most) {
      all.incrementAndGet();
      return super.waiting(queue, most);
    }

    @Override
    public Map<Owner, Integer> ofOwners(String queue) {
      owners.incrementAndGet();
      return super.ofOwners(queue);
    }
  }

  @BeforeEach
  void aQueueOfOneHundred() {
    Sql.update(
        TestDatabase.source(),
        "truncate task, task_event, limit_rule, pause, task_key, token_bucket");
    node = node(Map.of("waybill.queue.waiting", "100"));
  }

  /** Others of this JVM use the same database. */
  @AfterEach
  void nothingIsPaused() {
    Sql.update(TestDatabase.source(), "truncate pause");
  }

  private World node(Map<String, String> settings) {
    World world =
        new World(TestDatabase.source(), settings, ticker).with(BacklogCounts.class, counting);
    world.limits().pause(QUEUE.queue(), LimitRule.EACH, "test");
    return world;
  }

  private NewTask of(String tenant, String user) {
    return builder(tenant, user).build();
  }

  private NewTaskBuilder builder(String tenant, String user) {
    return node.task(QUEUE, tenant, user);
  }

  /** Hands over until it is refused; answers how many were taken. */
  private int fill(String tenant, String user) {
    for (int i = 0; i < 300; i++) {
      try {
        node.accept(of(tenant, user));
      } catch (SubmissionRejected full) {
        return i;
      }
    }
    throw new AssertionError("never refused");
  }

  private Excess excessOf(String tenant, String user) {
    try {
      node.accept(of(tenant, user));
    } catch (SubmissionRejected full) {
      return full.excess().orElseThrow();
    }
    throw new AssertionError("taken");
  }

  @Test
  void whoIsAloneMayHaveTheWholeQueueAndIsThenRefusedForTheQueue() {
    assertThat(fill("acme", "ann")).isEqualTo(100);
    assertThatThrownBy(() -> node.accept(of("acme", "ann")))
        .asInstanceOf(type(SubmissionRejected.class))
        .matches(full -> full.excess().isEmpty());
  }

  @Test
  void whoComesToAQueueThatOneHasFilledFindsTheRoomOfHisShare() {
    fill("acme", "ann");
    assertThat(fill("acme", "bob")).isEqualTo(25);
    assertThat(fill("other", "carl")).isEqualTo(25);
    assertThat(fill("other", "dora")).isEqualTo(25);
    assertThat(excessOf("acme", "ann")).isEqualTo(new Excess("waiting", "user", 25, 100));
  }

  @Test
  void oneUserHasAQuarterAsSoonAsOthersWait() {
    node.accept(of("acme", "bob"));
    assertThat(fill("acme", "ann")).isEqualTo(25);
    assertThat(excessOf("acme", "ann")).isEqualTo(new Excess("waiting", "user", 25, 25));
    node.accept(of("acme", "bob"));
  }

  @Test
  void oneTenantHasHalfAsSoonAsOthersWait() {
    node.accept(of("other", "carl"));
    fill("acme", "ann");
    fill("acme", "bob");
    assertThat(fill("acme", "eve")).isZero();
    assertThat(excessOf("acme", "eve")).isEqualTo(new Excess("waiting", "tenant", 50, 50));
    assertThat(fill("other", "dora")).isEqualTo(25);
  }

  @Test
  void manyUsersOfOneTenantDoNotCloseTheQueueForAnother() {
    IntStream.range(0, 8).forEach(i -> fill("acme", "user-" + i));
    assertThat(fill("other", "carl")).isEqualTo(25);
  }

  @Test
  void aBatchOverTheShareIsRefusedAsAWholeAndLeavesNoTrace() {
    node.accept(of("acme", "bob"));
    NewTask[] many =
        IntStream.range(0, 26).mapToObj(i -> of("acme", "ann")).toArray(NewTask[]::new);
    assertThatThrownBy(() -> node.accept(many)).isInstanceOf(SubmissionRejected.class);
    assertThat(fill("acme", "ann")).isEqualTo(25);
  }

  @Test
  void aRuleForAUserHoldsEvenIfNobodyElseWaits() {
    node.limits()
        .put(new LimitRule(LimitRule.Scope.USER, "acme", "ann", null, 3, null, null, false, 1.0));
    assertThat(fill("acme", "ann")).isEqualTo(3);
    assertThat(excessOf("acme", "ann")).isEqualTo(new Excess("waiting", "user", 3, 3));
  }

  @Test
  void whatHasEndedMakesRoom() {
    node.accept(of("acme", "bob"));
    fill("acme", "ann");
    Sql.update(node.rows(), "update task set status = 'cancelled' where user_id = 'ann'");
    assertThat(fill("acme", "ann")).as("believed full for a tenth of a second").isZero();
    ticker.advance(Duration.ofMillis(100));
    assertThat(fill("acme", "ann")).isEqualTo(25);
  }

  @Test
  void tasksForLaterAreBoundedByUserAndTenant() {
    node =
        node(
            Map.of(
                "waybill.limit.user.delayed-tasks", "5",
                "waybill.limit.tenant.delayed-tasks", "8"));
    assertThat(fillLater("acme", "ann")).isEqualTo(5);
    assertThat(fillLater("acme", "bob")).isEqualTo(3);
    assertThat(fillLater("other", "carl")).isEqualTo(5);
    node.limits()
        .put(
            new LimitRule(
                LimitRule.Scope.USER,
                "other",
                "carl",
                null,
                null,
                null,
                null,
                false,
                1.0,
                Map.of(Resource.DELAYED_TASKS, 7L)));
    assertThat(fillLater("other", "carl")).isEqualTo(2);
  }

  private int fillLater(String tenant, String user) {
    for (int i = 0; i < 50; i++) {
      try {
        node.accept(builder(tenant, user).notBefore(Instant.parse("2100-01-01T00:00:00Z")).build());
      } catch (SubmissionRejected full) {
        assertThat(full.excess().orElseThrow().name()).isEqualTo("delayedTasks");
        return i;
      }
    }
    throw new AssertionError("never refused");
  }

  @Test
  void ownersAreNotToldApartAsLongAsAllTogetherAreFewerThanOneMayHave() {
    for (int i = 0; i < 25; i++) {
      node.accept(of("acme", "user-" + i % 5));
    }
    assertThat(counting.owners).hasValue(0);
    assertThat(counting.all).hasValueLessThan(5);
  }

  @Test
  void whoeverIsRefusedAgainAndAgainIsNotCountedAgainEachTime() {
    node.accept(of("acme", "bob"));
    fill("acme", "ann");
    int before = counting.owners.get();
    for (int i = 0; i < 1_000; i++) {
      excessOf("acme", "ann");
    }
    assertThat(counting.owners).hasValue(before);
    ticker.advance(Duration.ofMillis(100));
    excessOf("acme", "ann");
    assertThat(counting.owners).hasValue(before + 1);
  }
}
