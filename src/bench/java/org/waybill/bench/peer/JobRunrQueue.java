package org.waybill.bench.peer;

import static org.jobrunr.server.BackgroundJobServerConfiguration.usingStandardBackgroundJobServerConfiguration;

import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.jobrunr.configuration.JobRunr;
import org.jobrunr.jobs.lambdas.JobRequest;
import org.jobrunr.jobs.lambdas.JobRequestHandler;
import org.jobrunr.scheduling.JobRequestScheduler;
import org.jobrunr.server.JobActivator;
import org.jobrunr.server.runner.ThreadLocalJobContext;
import org.jobrunr.storage.sql.postgres.PostgresStorageProvider;

/** JobRunr, the free edition; job requests rather than lambdas, which it would have to analyse. */
final class JobRunrQueue implements PeerQueue {

  private static final Duration SHORTEST_POLL = Duration.ofSeconds(5);

  private final JobRequestScheduler scheduler;

  JobRunrQueue(DataSource database, Results results, int threads) {
    this.scheduler =
        JobRunr.configure()
            .useStorageProvider(new PostgresStorageProvider(database))
            .useJobActivator(activator(new EchoHandler(results)))
            .useBackgroundJobServer(
                usingStandardBackgroundJobServerConfiguration()
                    .andPollInterval(SHORTEST_POLL)
                    .andWorkerCount(threads))
            .initialize()
            .getJobRequestScheduler();
  }

  @Override
  public String submit(Job job) {
    return scheduler.enqueue(new Echo(job.sleepMs(), job.input())).toString();
  }

  private static JobActivator activator(EchoHandler handler) {
    return new JobActivator() {
      @Override
      public <T> T activateJob(Class<T> type) {
        return type.cast(handler);
      }
    };
  }

  /** The job as JobRunr stores it. */
  public record Echo(int sleepMs, String input) implements JobRequest {
    @Override
    public Class<EchoHandler> getJobRequestHandler() {
      return EchoHandler.class;
    }
  }

  /** Executes it. */
  public static final class EchoHandler implements JobRequestHandler<Echo> {

    private final Results results;

    EchoHandler(Results results) {
      this.results = results;
    }

    @Override
    public void run(Echo echo) throws SQLException, InterruptedException {
      Job job = new Job(echo.sleepMs(), echo.input());
      results.execute(ThreadLocalJobContext.getJobContext().getJobId().toString(), job, null);
    }
  }
}
