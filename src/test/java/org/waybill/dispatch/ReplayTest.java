package org.waybill.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.waybill.document.TestDatabase;
import org.waybill.sql.Sql;
import org.waybill.task.AttemptCompleter;
import org.waybill.task.AttemptResult;
import org.waybill.task.DeadLetters;
import org.waybill.task.NewTask;
import org.waybill.task.TaskCommands;
import org.waybill.type.KnownTypes;

/** What becomes of tasks that have failed for good. */
class ReplayTest {

  private World node;

  @BeforeEach
  void anEmptyDatabase() {
    Sql.update(TestDatabase.source(), "truncate task, task_event, limit_rule, pause, task_key");
    node = new World(TestDatabase.source(), Map.of());
  }

  private UUID dead(NewTask task) {
    node.accept(task);
    fail();
    return task.id();
  }

  private void fail() {
    node.bean(AttemptCompleter.class)
        .settle(node.start().stream().map(c -> AttemptResult.failed(c, "broken", null)).toList());
  }

  private NewTask ofAnn() {
    return node.task(KnownTypes.TOOL_EXECUTION, "acme", "ann")
        .priority(7)
        .workspaceId("w")
        .tags("[\"a\"]")
        .rateKey("tool/mail")
        .concurrency("gpu", 2)
        .inOrder("chat", "c")
        .input("{\"n\":1}")
        .build();
  }

  private <T> T of(UUID task, Class<T> type, String what) {
    return node.ask(type, "select " + what + " from task where id = ?", task);
  }

  private UUID replay(UUID task, String input) {
    return node.bean(DeadLetterReplay.class).replay(task, input).orElseThrow();
  }

  @Test
  void aReplayIsANewTaskWithTheOptionsOfTheDeadLetterWhichIsNoneAnyMore() {
    UUID dead = dead(ofAnn());
    UUID again = replay(dead, null);
    assertThat(again).isNotEqualTo(dead);
    for (String same :
        List.of(
            "tenant",
            "user_id",
            "type",
            "queue",
            "workspace_id",
            "tags",
            "rate_key",
            "order_key",
            "concurrency_key",
            "input",
            "priority::text",
            "timeout_ms::text",
            "max_attempts::text",
            "concurrency_limit::text",
            "backoff_ms::text",
            "backoff_jitter::text")) {
      assertThat(of(again, String.class, same)).as(same).isEqualTo(of(dead, String.class, same));
    }
    assertThat(of(again, String.class, "replay_of")).isEqualTo(dead.toString());
    assertThat(of(again, String.class, "status")).isEqualTo("queued");
    assertThat(of(dead, String.class, "status")).isEqualTo("failed");
    assertThat(of(dead, Boolean.class, "dismissed_at is not null")).isTrue();
    assertThat(node.bean(DeadLetterReplay.class).replay(dead, null)).isEmpty();
  }

  @Test
  void aReplayMayHaveAnotherInput() {
    assertThat(of(replay(dead(ofAnn()), "{\"n\":2}"), String.class, "input"))
        .isEqualTo("{\"n\":2}");
  }

  @Test
  void howeverManyReplayItAtOnceThereIsOneNewTask() {
    UUID dead = dead(ofAnn());
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      Set<UUID> made =
          IntStream.range(0, 16)
              .mapToObj(
                  i ->
                      CompletableFuture.supplyAsync(
                          () -> node.bean(DeadLetterReplay.class).replay(dead, null), threads))
              .toList()
              .stream()
              .flatMap(later -> later.join().stream())
              .collect(Collectors.toSet());
      assertThat(made).hasSize(1);
      assertThat(node.ask(Long.class, "select count(*) from task")).isEqualTo(2);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void whatFailsOnceMoreAfterARetryMayBeReplayedOnceMore() {
    UUID dead = dead(ofAnn());
    UUID first = replay(dead, null);
    fail();
    assertThat(node.bean(TaskCommands.class).retry(dead)).isTrue();
    fail();
    UUID second = replay(dead, null);
    assertThat(second).isNotEqualTo(first);
  }

  @Test
  void whatIsDismissedIsNoDeadLetterUntilItIsRetriedAndFailsAgain() {
    DeadLetters deadLetters = node.bean(DeadLetters.class);
    UUID dead = dead(ofAnn());
    assertThat(deadLetters.countAll(10)).isEqualTo(1);
    assertThat(deadLetters.dismiss(List.of(dead))).isEqualTo(1);
    assertThat(deadLetters.dismiss(List.of(dead))).isZero();
    assertThat(deadLetters.countAll(10)).isZero();
    node.bean(TaskCommands.class).retry(dead);
    assertThat(of(dead, Boolean.class, "dismissed_at is null")).isTrue();
    fail();
    assertThat(deadLetters.countAll(10)).isEqualTo(1);
  }
}
