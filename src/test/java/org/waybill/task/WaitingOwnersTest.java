package org.waybill.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.waybill.document.TestDatabase;
import org.waybill.owner.Owner;
import org.waybill.sql.Sql;
import org.waybill.world.Beans;

/** The owners of ready tasks, however many tasks each has. */
class WaitingOwnersTest {

  private static final String FILL =
      """
      insert into task (id, tenant, user_id, type, queue, status, waits, priority, rank_at,
        released_at, max_attempts, timeout_ms, backoff_ms, input)
      select uuidv7(), 'acme', ? || i % 3, ?, ?, 'queued', 'ready', 4, now(),
        case when ? then now() end, 4, 300000, 1000, '{}'
      from generate_series(1, 1000) i
      """;

  private final DispatchQueries dispatchQueries =
      new Beans(Map.of("jdbc/waybillRelaxed", TestDatabase.source())).get(DispatchQueries.class);

  @BeforeEach
  void manyTasksOfFewUsers() {
    Sql.update(TestDatabase.source(), "truncate task, task_event");
    Sql.update(TestDatabase.source(), FILL, "chat-", "chat_message", "chat_tasks", false);
    Sql.update(TestDatabase.source(), FILL, "pipe-", "pipeline", "pipeline_jobs", false);
    Sql.update(TestDatabase.source(), FILL, "gone-", "diagnostic", "diagnostics", true);
  }

  @Test
  void areThoseOfTheUsersWhoseTasksWaitToBeReleased() {
    assertThat(dispatchQueries.waitingOwners())
        .containsOnly(
            Map.entry("chat_tasks", users("chat-")), Map.entry("pipeline_jobs", users("pipe-")));
  }

  @Test
  void areFoundWithoutReadingTheTasksBetween() {
    List<String> plan = explained();
    assertThat(plan).as("the plan").anyMatch(line -> line.contains("task_ready on task task_1"));
    assertThat(plan).noneMatch(line -> line.contains("task_owner") || line.contains("Filter"));
    Sql.update(TestDatabase.source(), "analyze task");
    assertThat(explained()).noneMatch(line -> line.contains("task_owner") || line.contains("Sort"));
  }

  private static List<Owner> users(String prefix) {
    return List.of(
        new Owner("acme", prefix + 0),
        new Owner("acme", prefix + 1),
        new Owner("acme", prefix + 2));
  }

  private static List<String> explained() {
    return Sql.query(
        TestDatabase.source(),
        row -> row.getString(1),
        "explain " + DispatchQueries.WAITING_OWNERS);
  }
}
