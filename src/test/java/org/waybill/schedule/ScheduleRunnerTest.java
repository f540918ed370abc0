package org.waybill.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.waybill.api.tasks.ScheduledTaskParser;
import org.waybill.dispatch.World;
import org.waybill.document.TestDatabase;
import org.waybill.owner.Owner;
import org.waybill.sql.DatabaseException;
import org.waybill.sql.Sql;
import org.waybill.task.Claim;

/** Schedules whose time has come, on one node and on two. */
class ScheduleRunnerTest {

  private static final Owner ACME = new Owner("acme", "ann");
  private static final String TASK = "{\"type\":\"pipeline\",\"metadata\":{\"k\":1}}";

  private final DataSource rows = TestDatabase.source();
  private World node;

  @BeforeEach
  void anEmptyDatabase() {
    Sql.update(rows, "truncate task, task_event, limit_rule, pause, task_key, schedule");
    node = node();
  }

  private World node() {
    World world = new World(rows, Map.of());
    return world.with(TaskTemplateParser.class, world.bean(ScheduledTaskParser.class));
  }

  private static ScheduleRunner firing(World node) {
    return node.bean(ScheduleRunner.class);
  }

  private Schedules schedules() {
    return node.bean(Schedules.class);
  }

  private static ScheduleSpec hourly(String template, Overlap overlap) {
    return new ScheduleSpec(
        "test",
        null,
        Duration.ofHours(1),
        ZoneId.of("UTC"),
        template,
        overlap,
        Duration.ofMinutes(30));
  }

  private static ScheduleSpec minutely(Duration catchUp) {
    return new ScheduleSpec(
        "test", "* * * * *", null, ZoneId.of("UTC"), TASK, Overlap.SKIP, catchUp);
  }

  private UUID make(ScheduleSpec scheduleSpec) {
    return schedules().make(scheduleSpec, "acme", "ann", false).id();
  }

  private Schedule found(UUID id) {
    return schedules().find(id, ACME).orElseThrow();
  }

  private void isDueSince(UUID id, Duration ago) {
    Sql.update(
        rows,
        "update schedule set next_at = date_trunc('second', now()) - ?::interval where id = ?",
        ago.toMillis() + " milliseconds",
        id);
  }

  private void isDue(UUID id) {
    isDueSince(id, Duration.ofMillis(1));
  }

  private List<String> tasksOf(UUID id) {
    return Sql.query(
        rows,
        row -> row.getString("status"),
        "select status from task where schedule_id = ? order by id",
        id.toString());
  }

  @Test
  void aHundredThatAreDueFireOnceEachOnTwoNodesThatAskAtTheSameTime() {
    List<UUID> ids = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      UUID id = make(hourly(TASK, Overlap.QUEUE));
      isDue(id);
      ids.add(id);
    }
    CyclicBarrier start = new CyclicBarrier(2);
    CompletableFuture.allOf(
            Stream.of(node, node())
                .map(each -> CompletableFuture.runAsync(() -> fireAfter(start, each)))
                .toArray(CompletableFuture[]::new))
        .join();
    for (UUID id : ids) {
      assertThat(tasksOf(id)).hasSize(1);
      assertThat(found(id).nextAt()).isAfter(found(id).last().at());
    }
  }

  private static void fireAfter(CyclicBarrier start, World node) {
    try {
      start.await();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
    firing(node).pass();
  }

  @Test
  void aNodeThatDiesWhileFiringLeavesNothingAndAnotherFires() {
    UUID id = make(hourly(TASK, Overlap.SKIP));
    isDue(id);
    World dying = node();
    TaskTemplateParser reader = dying.bean(ScheduledTaskParser.class);
    dying.with(
        TaskTemplateParser.class,
        (template, tenant, userId) -> {
          loseConnections();
          return reader.read(template, tenant, userId);
        });
    assertThatThrownBy(() -> firing(dying).pass()).isInstanceOf(DatabaseException.class);
    assertThat(tasksOf(id)).isEmpty();

    firing(node).pass();
    firing(node).pass();
    assertThat(tasksOf(id)).hasSize(1);
  }

  private void loseConnections() {
    Sql.query(
        rows,
        row -> row.getBoolean(1),
        "select pg_terminate_backend(pid) from pg_stat_activity"
            + " where pid <> pg_backend_pid() and state = 'idle in transaction'");
  }

  @Test
  void aTaskOfANodeThatDiesRightAfterFiringStartsOnAnother() {
    UUID id = make(hourly(TASK, Overlap.SKIP));
    isDue(id);
    firing(node()).pass();
    node.scan();
    assertThat(node.start()).hasSize(1);
    assertThat(tasksOf(id)).containsExactly("processing");
  }

  @Test
  void aTaskKnowsItsScheduleAndTheTimeItWasMeantFor() {
    UUID id = make(hourly(TASK, Overlap.SKIP));
    isDue(id);
    String nominal = found(id).nextAt().toString();
    firing(node).pass();
    assertThat(node.ask(String.class, "select metadata from task"))
        .isEqualTo("{\"k\":1,\"scheduledFor\":\"" + nominal + "\"}");
    assertThat(found(id).last().at()).hasToString(nominal);
    assertThat(found(id).last().taskId())
        .isEqualTo(node.ask(UUID.class, "select id from task").toString());
  }

  @Test
  void oneFiringMakesUpForTimesThatWereMissedWithinTheWindow() {
    UUID id = make(minutely(Duration.ofHours(1)));
    isDueSince(id, Duration.ofMinutes(10));
    firing(node).pass();
    assertThat(tasksOf(id)).hasSize(1);
    assertThat(found(id).missed().count()).isEqualTo(1);
    assertThat(found(id).last().at()).isAfter(found(id).missed().lastAt().minusSeconds(61));
  }

  @Test
  void beyondTheWindowNothingIsCaughtUp() {
    UUID id = make(hourly(TASK, Overlap.SKIP));
    isDueSince(id, Duration.ofMinutes(31));
    firing(node).pass();
    assertThat(tasksOf(id)).isEmpty();
    assertThat(found(id).missed().count()).isEqualTo(1);
    assertThat(found(id).nextAt()).isAfter(found(id).missed().lastAt());
  }

  @Test
  void whileATaskHasNotEndedSkippingSchedulesDoNotFire() {
    UUID id = make(hourly(TASK, Overlap.SKIP));
    isDue(id);
    firing(node).pass();
    List<Claim> running = node.start();
    isDue(id);
    firing(node).pass();
    assertThat(tasksOf(id)).containsExactly("processing");
    assertThat(found(id).skipped().count()).isEqualTo(1);
    assertThat(found(id).skipped().lastAt()).isNotNull();

    node.complete(running);
    isDue(id);
    firing(node).pass();
    assertThat(tasksOf(id)).containsExactly("completed", "queued");
  }

  @Test
  void tasksOfQueuingSchedulesRunOneAfterTheOther() {
    UUID id = make(hourly(TASK, Overlap.QUEUE));
    for (int i = 0; i < 2; i++) {
      isDue(id);
      firing(node).pass();
    }
    List<Claim> first = node.start();
    assertThat(first).hasSize(1);
    assertThat(node.start()).isEmpty();
    node.complete(first);
    assertThat(node.start()).hasSize(1);
    assertThat(tasksOf(id)).containsExactly("completed", "processing");
  }

  @Test
  void aScheduleThatQueuesDoesNotPileUpForEver() {
    UUID id = make(hourly(TASK, Overlap.QUEUE));
    for (int i = 0; i < 102; i++) {
      isDue(id);
      firing(node).pass();
    }
    assertThat(tasksOf(id)).hasSize(100);
    assertThat(found(id).skipped().count()).isEqualTo(2);
  }

  @Test
  void cancellingSchedulesEndTheOldTaskBeforeTheNewOne() {
    UUID id = make(hourly(TASK, Overlap.CANCEL_RUNNING));
    isDue(id);
    firing(node).pass();
    isDue(id);
    firing(node).pass();
    assertThat(tasksOf(id)).containsExactly("cancelled", "queued");
    node.start();
    isDue(id);
    firing(node).pass();
    assertThat(tasksOf(id)).containsExactly("cancelled", "processing", "queued");
    assertThat(node.ask(Long.class, "select count(*) from task where cancel_requested"))
        .isEqualTo(1);
  }

  @Test
  void aPausedScheduleRestsAndCatchesUpOnNothing() {
    UUID id = make(minutely(Duration.ofDays(1)));
    isDueSince(id, Duration.ofMinutes(3));
    assertThat(schedules().pause(id, ACME).orElseThrow().nextAt()).isNull();
    firing(node).pass();
    Schedule resumed = schedules().resume(id, ACME).orElseThrow();
    firing(node).pass();
    assertThat(tasksOf(id)).isEmpty();
    assertThat(resumed.paused()).isFalse();
    assertThat(resumed.nextAt()).isNotNull();
  }

  @Test
  void aScheduleIsRunByHandBesideItsTimes() {
    UUID id = schedules().make(hourly(TASK, Overlap.SKIP), "acme", "ann", true).id();
    UUID task = firing(node).runNow(id).orElseThrow();
    assertThat(found(id).last().taskId()).isEqualTo(task.toString());
    assertThat(tasksOf(id)).containsExactly("queued");
    assertThat(firing(node).runNow(UUID.randomUUID())).isEmpty();
  }

  @Test
  void oneThatCannotHandOverItsTaskKeepsNoOther() {
    List<UUID> bad =
        List.of(
            make(hourly("{\"type\":\"unheard-of\"}", Overlap.SKIP)),
            make(hourly("{\"type\":\"pipeline\",\"correlationId\":\"\\u0000\"}", Overlap.SKIP)));
    UUID good = make(hourly(TASK, Overlap.SKIP));
    Stream.concat(bad.stream(), Stream.of(good)).forEach(this::isDue);
    firing(node).pass();
    assertThat(tasksOf(good)).hasSize(1);
    assertThat(bad)
        .allSatisfy(
            id -> {
              assertThat(tasksOf(id)).isEmpty();
              assertThat(found(id).error()).isNotBlank();
              assertThat(found(id).nextAt()).isAfter(found(good).last().at());
            });
  }

  @Test
  void aChangeOfTheTaskKeepsTheNextTimeAndAChangeOfTheTimesDoesNot() {
    UUID id = make(hourly(TASK, Overlap.SKIP));
    Schedule old = found(id);
    ScheduleSpec other = hourly("{\"type\":\"tool_execution\"}", Overlap.QUEUE);
    assertThat(schedules().replace(id, ACME, other, null).orElseThrow().nextAt())
        .isEqualTo(old.nextAt());
    assertThat(schedules().replace(id, ACME, minutely(Duration.ZERO), null).orElseThrow().nextAt())
        .isBefore(old.nextAt());
  }

  @Test
  void anothersScheduleIsAsAbsentAsOneThatDoesNotExist() {
    UUID id = make(hourly(TASK, Overlap.SKIP));
    for (Owner stranger : List.of(new Owner("acme", "bob"), new Owner("globex", null))) {
      assertThat(schedules().find(id, stranger)).isEmpty();
      assertThat(schedules().list(stranger, null, 10)).isEmpty();
      assertThat(schedules().pause(id, stranger)).isEmpty();
      assertThat(schedules().delete(id, stranger)).isFalse();
    }
    assertThat(schedules().list(new Owner("acme", null), null, 10)).hasSize(1);
    assertThat(schedules().delete(id, ACME)).isTrue();
  }

  @Test
  void itRestsUntilTheNextOneIsDueButNoLongerThanASecond() {
    assertThat(firing(node).pass()).isEqualTo(Duration.ofSeconds(1));
    UUID id = make(hourly(TASK, Overlap.SKIP));
    Sql.update(rows, "update schedule set next_at = now() + interval '0.3 s' where id = ?", id);
    assertThat(firing(node).pass()).isBetween(Duration.ofMillis(1), Duration.ofMillis(300));
  }

  @Test
  void aScheduleWhoseOwnerLostTheLastTokenIsPausedAndSaysWhy() {
    Owner owner = new Owner("acme", "who-left");
    UUID id = schedules().make(hourly(TASK, Overlap.SKIP), "acme", owner.userId(), false).id();
    isDue(id);
    Sql.update(
        rows,
        "insert into api_token (id, token_hash, tenant, user_id, role, name, revoked_at)"
            + " values (gen_random_uuid(), decode(md5(random()::text), 'hex'), 'acme', ?,"
            + " 'user', '', now())",
        owner.userId());
    firing(node()).pass();
    assertThat(tasksOf(id)).isEmpty();
    Schedule paused = schedules().find(id, owner).orElseThrow();
    assertThat(paused.paused()).isTrue();
    assertThat(paused.nextAt()).isNull();
    assertThat(paused.error()).contains("no longer has a valid API token");
  }
}
