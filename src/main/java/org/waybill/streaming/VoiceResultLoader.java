package org.waybill.streaming;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.waybill.sql.DatabaseException;
import org.waybill.task.Task;
import org.waybill.task.Tasks;

/** Reads tasks whose results are told, elsewhere than on the thread that tells of the commit. */
@ApplicationScoped
class VoiceResultLoader {

  private static final Logger LOG = Logger.getLogger(VoiceResultLoader.class.getName());
  private static final int MOST_TRIES = 60;

  @Inject private Tasks tasks;

  @Resource(lookup = "java:app/concurrent/core")
  private ManagedExecutorService executor;

  @Resource(lookup = "java:app/concurrent/ticks")
  private ManagedScheduledExecutorService ticks;

  /** Calls with the task as it stands, as soon as it can be read. */
  void read(UUID task, Consumer<Task> then) {
    try {
      executor.submit(() -> read(task, then, 1));
    } catch (RejectedExecutionException e) {
      LOG.log(Level.FINE, "the server stops", e);
    }
  }

  private void read(UUID task, Consumer<Task> then, int tries) {
    try {
      tasks.find(task).ifPresent(then);
    } catch (DatabaseException e) {
      if (tries == MOST_TRIES) {
        LOG.log(Level.WARNING, "The result of {0} was not told: {1}", new Object[] {task, e});
      } else {
        ticks.schedule(() -> read(task, then, tries + 1), 1, TimeUnit.SECONDS);
      }
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "The result of " + task + " was not told", e);
    }
  }
}
