package org.waybill.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.waybill.handler.Child;
import org.waybill.handler.Outcome;
import org.waybill.json.Json;
import org.waybill.sql.Sql;
import org.waybill.task.Claim;

/** Children that an attempt spawns. */
class AttemptChildrenTest extends AttemptFixture {

  @Test
  void aChildIsHandedOverOnceWhateverBecomesOfTheAttempt() {
    List<UUID> children = new ArrayList<>();
    run(
        started(),
        context -> {
          children.add(context.spawn("a", QUEUE.name(), Json.read("{\"x\":\"1\"}")));
          return Outcome.retry("later", Duration.ofHours(1));
        });
    Claim child = world.start().get(0);
    assertThat(child.task().id()).isEqualTo(children.get(0));
    world.complete(List.of(child));
    run(
        again(),
        context -> {
          children.add(context.spawn("a", QUEUE.name(), Json.read("{\"x\":\"2\"}")));
          assertThat(context.children()).extracting(Child::ended).containsExactly(true);
          return Outcome.waitForChildren();
        });
    assertThat(children).hasSize(2).containsOnly(child.task().id());
    assertThat(
            world.ask(
                String.class,
                "select workspace_id || priority || user_id || input from task"
                    + " where parent_id is not null"))
        .isEqualTo("w17ann{\"x\":\"1\"}");
    assertThat(again().attempt()).isEqualTo(3);
  }

  @Test
  void aChildThatWasPromisedAndNotStoredIsStoredByTheNextAttempt() {
    Claim claim = started();
    run(
        claim,
        context -> {
          context.spawn("a", QUEUE.name(), null);
          return Outcome.retry("later", null);
        });
    UUID id = world.ask(UUID.class, "select id from task where parent_id is not null");
    // As a crash right after the promise would leave it.
    Sql.update(world.rows(), "delete from task where parent_id is not null");
    Sql.update(world.rows(), "delete from task_dependency");
    run(
        again(),
        context -> {
          context.spawn("a", QUEUE.name(), null);
          return Outcome.waitForChildren();
        });
    assertThat(world.ask(UUID.class, "select id from task where parent_id is not null"))
        .isEqualTo(id);
  }

  @Test
  void aParentThatFindsNoPlaceForAChildComesBackWithoutLosingATry() {
    world = node(Map.of("waybill.queue.waiting", "2"));
    Claim claim = started();
    run(
        claim,
        context -> {
          for (int i = 0; i < 5; i++) {
            context.spawn("child " + i, QUEUE.name(), null);
          }
          return Outcome.waitForChildren();
        });
    assertThat(world.ask(Integer.class, "select failures from task where parent_id is null"))
        .isZero();
    assertThat(world.ask(String.class, "select waits from task where parent_id is null"))
        .isEqualTo("retry");
    assertThat(world.ask(Long.class, "select count(*) from task where parent_id is not null"))
        .isEqualTo(2);
  }

  @Test
  void aTaskThatWantsMoreChildrenThanMayBeFailsAtOnceAndSaysSo() {
    world = node(Map.of("waybill.limit.task.children", "3"));
    run(
        started(),
        context -> {
          for (int i = 0; i < 5; i++) {
            context.spawn("child " + i, QUEUE.name(), null);
          }
          return Outcome.waitForChildren();
        });
    assertThat(status()).isEqualTo("failed");
    assertThat(error()).contains("children", "3");
    assertThat(world.ask(Long.class, "select count(*) from task where parent_id is not null"))
        .isEqualTo(3);
  }

  @Test
  void childrenOfChildrenGoOnlySoFarDown() {
    world = node(Map.of("waybill.limit.task.depth", "2"));
    Handler spawning =
        context -> {
          context.spawn("child", QUEUE.name(), null);
          return Outcome.done(ONE);
        };
    run(started(), spawning);
    run(world.start().get(0), spawning);
    run(world.start().get(0), spawning);
    assertThat(world.ask(String.class, "select status from task where depth = 2"))
        .isEqualTo("failed");
    assertThat(world.ask(Long.class, "select count(*) from task")).isEqualTo(3);
  }
}
