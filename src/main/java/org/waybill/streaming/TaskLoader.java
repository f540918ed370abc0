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

/** Reads tasks for frames, on another thread than the one that publishes their events. */
@ApplicationScoped
public class TaskLoader {

  private static final Logger LOG = Logger.getLogger(TaskLoader.class.getName());
  private static final int MOST_TRIES = 60;

  @Inject private Tasks tasks;

  @Resource(lookup = "java:app/concurrent/core")
  private ManagedExecutorService executor;

  @Resource(lookup = "java:app/concurrent/ticks")
  private ManagedScheduledExecutorService ticks;

  /** Calls with the task as it stands, as soon as it can be read. */
  public void load(UUID task, Consumer<Task> then) {
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
        LOG.log(
            Level.WARNING,
            "Task {0} could not be read for a WebSocket frame; giving up: {1}",
            new Object[] {task, e});
      } else {
        ticks.schedule(() -> read(task, then, tries + 1), 1, TimeUnit.SECONDS);
      }
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "Task " + task + " could not be sent as a WebSocket frame", e);
    }
  }
}
