package org.waybill.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.waybill.dispatch.World;
import org.waybill.sql.Sql;
import org.waybill.type.KnownTypes;
import org.waybill.world.SimulatedDatabase;

/** Who is charged with the death of a worker, on real rows. */
class CrashPolicyTest {

  private static final int LIMIT = 3;

  private World world;
  private UUID worker;

  @BeforeEach
  void aNode() {
    world = new World(SimulatedDatabase.next(), Map.of("waybill.queue.tenant-share", "100"));
    worker = UuidV7.next();
  }

  private UUID accepted() {
    NewTask task = world.task(KnownTypes.DIAGNOSTIC, "acme", "ann").build();
    world.accept(task);
    return task.id();
  }

  private List<UUID> accepted(int n) {
    List<UUID> ids = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      ids.add(accepted());
    }
    return ids;
  }

  /** Whatever waits is released and begins on this worker. */
  private List<UUID> begin() {
    Sql.update(world.rows(), "update task set due_at = now() where due_at is not null");
    world.release();
    return world.claim(world.delivered(), worker).stream().map(c -> c.task().id()).toList();
  }

  /** These begin, as the only ones. */
  private void begin(List<UUID> ids) {
    Sql.update(
        world.rows(),
        "update task set waits = 'ready', due_at = null, released_at = now() where id = any(?)",
        (Object) ids.toArray(new UUID[0]));
    assertThat(world.claim(ids, worker)).hasSize(ids.size());
  }

  private void dies() {
    world.bean(OrphanRecovery.class).takeFrom(worker, LIMIT);
    worker = UuidV7.next();
  }

  private int crashes(UUID id) {
    return world.ask(Integer.class, "select crashes from task where id = ?", id);
  }

  private String status(UUID id) {
    return world.ask(String.class, "select status from task where id = ?", id);
  }

  private String reason(UUID id) {
    return world.ask(String.class, "select reason from task where id = ?", id);
  }

  @Test
  void silenceIsNoCrashHoweverOftenItComes() {
    UUID id = accepted();
    for (int i = 0; i < 5; i++) {
      assertThat(begin()).containsExactly(id);
      assertThat(world.bean(OrphanRecovery.class).takeFromSilent(worker)).isEqualTo(1);
    }
    assertThat(status(id)).isEqualTo("queued");
    assertThat(reason(id)).isEqualTo("worker_lost");
    assertThat(crashes(id)).isZero();
    assertThat(world.ask(Integer.class, "select failures from task where id = ?", id)).isZero();
  }

  @Test
  void aTaskThatIsAloneInTheDeathsOfItsWorkersFailsAfterItsLimit() {
    UUID id = accepted();
    for (int i = 1; i <= LIMIT; i++) {
      assertThat(status(id)).isEqualTo("queued");
      begin();
      dies();
      assertThat(crashes(id)).isEqualTo(i);
    }
    assertThat(status(id)).isEqualTo("failed");
    assertThat(reason(id)).isEqualTo("crash_limit");
  }

  @Test
  void noneFailsWhileItIsNotKnownWhoItWas() {
    List<UUID> ids = accepted(9);
    for (int i = 0; i < 4; i++) {
      begin(ids);
      dies();
    }
    assertThat(ids).allMatch(id -> status(id).equals("queued"));
    assertThat(ids).allMatch(id -> crashes(id) == LIMIT - 1);
  }

  @Test
  void whoFailsForItsCrashesAcquitsItsNeighbours() {
    List<UUID> innocents = accepted(8);
    UUID poison = accepted();
    List<UUID> all = new ArrayList<>(innocents);
    all.add(poison);
    begin(all);
    dies();
    begin(all);
    dies();
    assertThat(innocents).allMatch(id -> crashes(id) == 2);
    begin(List.of(poison));
    dies();
    assertThat(status(poison)).isEqualTo("failed");
    assertThat(innocents).allMatch(id -> crashes(id) == 0);
    assertThat(innocents).allMatch(id -> status(id).equals("queued"));
  }

  @Test
  void whoIsOneCrashAwayFromFailingComesBackOneAfterTheOther() {
    List<UUID> ids = accepted(3);
    begin(ids);
    dies();
    assertThat(ids)
        .as("after the first death they run again at once")
        .allMatch(
            id ->
                world.ask(String.class, "select waits from task where id = ?", id).equals("ready"));
    begin(ids);
    dies();
    assertThat(
            world.ask(
                Long.class,
                "select count(distinct coalesce(due_at, now())) from task where status = 'queued'"))
        .isEqualTo(3);
  }

  @Test
  void freshNeighboursDoNotHideWhoItWas() {
    UUID poison = accepted();
    begin(List.of(poison));
    dies();
    begin(List.of(poison));
    dies();
    UUID fresh = accepted();
    begin(List.of(poison, fresh));
    dies();
    assertThat(status(poison)).isEqualTo("failed");
    assertThat(status(fresh)).isEqualTo("queued");
    assertThat(crashes(fresh)).as("the one that failed explains it").isZero();
  }

  @Test
  void aWorkerThatComesBackTakesTheChargeWithIt() {
    UUID id = accepted();
    begin();
    UUID back = worker;
    dies();
    assertThat(crashes(id)).isEqualTo(1);
    assertThat(world.bean(OrphanRecovery.class).acquit(back)).isEqualTo(1);
    assertThat(crashes(id)).isZero();
    assertThat(world.bean(OrphanRecovery.class).acquit(back)).isZero();
  }

  @Test
  void deathsThatNobodyExplainsDoNotGoOnForEver() {
    List<UUID> ids = accepted(2);
    int deaths = 0;
    while (ids.stream().allMatch(id -> status(id).equals("queued"))) {
      assertThat(deaths++).isLessThan(3 * LIMIT);
      begin(ids);
      dies();
    }
    assertThat(deaths).isEqualTo(3 * LIMIT);
  }

  @Test
  void withALimitOfOneATaskThatIsAloneFailsAndOneInCompanyHasAnotherChance() {
    UUID alone = accepted();
    begin(List.of(alone));
    world.bean(OrphanRecovery.class).takeFrom(worker, 1);
    assertThat(status(alone)).isEqualTo("failed");
    List<UUID> company = accepted(2);
    begin(company);
    world.bean(OrphanRecovery.class).takeFrom(worker, 1);
    assertThat(company).allMatch(id -> status(id).equals("queued"));
  }
}
