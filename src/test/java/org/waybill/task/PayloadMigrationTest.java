package org.waybill.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.waybill.dispatch.World;
import org.waybill.handler.RetryPolicy;
import org.waybill.sql.Sql;

/** Tasks that the version before stored, large values in their rows, go on with this one. */
class PayloadMigrationTest {

  private static final String LARGE = "\"" + "x".repeat(100_000) + "\"";

  private static final Duration SECOND = Duration.ofSeconds(1);

  private static final String INSERT =
      """
      insert into task (id, tenant, user_id, type, queue, status, waits, released_at, priority,
        rank_at, max_attempts, timeout_ms, backoff_ms, attempt, worker, started_at, finished_at,
        input, output, error, question)
      select ?, 'acme', 'ann', 'camera_analysis', 'camera_analysis', s.status,
        case when s.status = 'queued' then 'ready' end,
        case when s.status = 'queued' then now() end, 4, now(), 3, 60000, 1000,
        case when s.status = 'queued' then 0 else 1 end,
        case when s.status = 'processing' then ?::uuid end,
        case when s.status <> 'queued' then now() end,
        case when s.status in ('completed', 'failed', 'cancelled') then now() end,
        ?, case when s.status = 'completed' then ? end,
        case when s.status in ('failed', 'cancelled') then 'broken' end,
        case when s.status = 'input_required' then '{"text":"why"}' end
      from (select ?::text as status) s
      """;

  private final UUID worker = UuidV7.next();
  private EmbeddedPostgres server;
  private DataSource rows;
  private World world;

  @BeforeEach
  void startWithTheVersionBefore() throws IOException {
    server = EmbeddedPostgres.builder().start();
    rows = server.getPostgresDatabase();
    migrateTo("24");
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  private void migrateTo(String version) {
    Flyway.configure().dataSource(rows).locations("filesystem:db").target(version).load().migrate();
  }

  private UUID stored(TaskStatus status) {
    UUID id = UuidV7.next();
    Sql.update(rows, INSERT, id, worker, LARGE, LARGE, status.label());
    return id;
  }

  /** The attempt that its worker had claimed before. */
  private Claim running(UUID id) {
    TaskRef task =
        new TaskRef(id, "acme", "ann", null, "camera_analysis", "camera_analysis", null, null);
    RetryPolicy retries = new RetryPolicy(3, SECOND, 2, SECOND, 0);
    return new Claim(task, worker, 1, 0, 0, SECOND, retries, Instant.EPOCH, 2, LARGE, null, null);
  }

  private void complete(Claim claim) {
    assertThat(
            world
                .bean(AttemptCompleter.class)
                .settle(List.of(AttemptResult.completed(claim, LARGE, null))))
        .containsExactly(true);
  }

  private String output(UUID task) {
    return world.ask(
        String.class,
        "select "
            + PayloadStore.outputOf("t")
            + " from task t where status = 'completed' and id = ?",
        task);
  }

  @Test
  void tasksInEveryStateAreFinishedOrKept() {
    UUID queued = stored(TaskStatus.QUEUED);
    UUID processing = stored(TaskStatus.PROCESSING);
    UUID asking = stored(TaskStatus.INPUT_REQUIRED);
    UUID completed = stored(TaskStatus.COMPLETED);
    UUID failed = stored(TaskStatus.FAILED);
    UUID cancelled = stored(TaskStatus.CANCELLED);
    migrateTo("latest");
    world = new World(rows, Map.of());
    TaskCommands commands = world.bean(TaskCommands.class);

    assertThat(commands.answer(asking, 1, "\"so\"")).isTrue();
    assertThat(commands.retry(failed)).isTrue();
    assertThat(commands.retry(cancelled)).isTrue();
    Sql.update(rows, "update task set released_at = now() where status = 'queued'");

    List<UUID> waiting = List.of(queued, asking, failed, cancelled);
    List<Claim> claims = world.claim(waiting, worker);
    assertThat(claims).hasSize(4).extracting(Claim::input).containsOnly(LARGE);
    claims.forEach(this::complete);
    complete(running(processing));
    assertThat(output(processing)).isEqualTo(LARGE);
    assertThat(waiting).allSatisfy(id -> assertThat(output(id)).isEqualTo(LARGE));
    assertThat(output(completed)).isEqualTo(LARGE);
    assertThat(world.bean(PayloadQuery.class).of(waiting, Set.of(PayloadKind.OUTPUT)).values())
        .hasSize(4)
        .allSatisfy(each -> assertThat(each.omitted()).hasSize(1));
    assertThat(commands.delete(completed)).isTrue();
  }
}
