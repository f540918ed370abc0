package org.waybill.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.waybill.api.tasks.ScheduledTaskParser;
import org.waybill.dispatch.World;
import org.waybill.owner.Owner;
import org.waybill.sql.DatabaseException;
import org.waybill.sql.Sql;

/** Schedules whose time has come, on one node and on two. */
class ScheduleRunnerTest extends ScheduleFixture {

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
