package org.waybill.bench.peer;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.serializer.Serializer;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;

/** db-scheduler, tuned as its documentation advises for through-put. */
final class DbSchedulerQueue implements PeerQueue {

  /** Its documented table, without the index for priorities, which are off. */
  private static final String SCHEMA =
      """
      create table scheduled_tasks (
        task_name            text        not null,
        task_instance        text        not null,
        task_data            bytea,
        execution_time       timestamptz not null,
        picked               boolean     not null,
        picked_by            text,
        last_success         timestamptz,
        last_failure         timestamptz,
        consecutive_failures int,
        last_heartbeat       timestamptz,
        version              bigint      not null,
        priority             smallint,
        primary key (task_name, task_instance)
      );
      create index on scheduled_tasks (execution_time);
      create index on scheduled_tasks (last_heartbeat);
      """;

  private final AtomicLong ids = new AtomicLong(System.currentTimeMillis() << 20);
  private final Results results;
  private final OneTimeTask<String> task;
  private final Scheduler scheduler;

  DbSchedulerQueue(DataSource database, Results results, int threads) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(SCHEMA);
    }
    this.results = results;
    this.task = Tasks.oneTime("echo", String.class).execute(this::execute);
    this.scheduler =
        Scheduler.create(database, task)
            .threads(threads)
            .pollUsingLockAndFetch(1.0, 4.0)
            .pollingInterval(Duration.ofMillis(500))
            .enableImmediateExecution()
            .serializer(new Utf8())
            .build();
    scheduler.start();
  }

  @Override
  public String submit(Job job) {
    String id = Long.toString(ids.incrementAndGet(), 36);
    scheduler.schedule(task.instance(id, job.text()), Instant.now());
    return id;
  }

  private void execute(TaskInstance<String> instance, ExecutionContext context) {
    Job job = Job.parse(instance.getData());
    try {
      results.execute(instance.getId(), job, job.input());
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Texts as they are: cheaper than the default, Java serialisation. */
  private static final class Utf8 implements Serializer {

    @Override
    public byte[] serialize(Object data) {
      return ((String) data).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public <T> T deserialize(Class<T> type, byte[] data) {
      return type.cast(new String(data, StandardCharsets.UTF_8));
    }
  }
}
