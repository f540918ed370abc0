package org.waybill.progress;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.waybill.config.TaskQueue;
import org.waybill.sql.DatabaseFailure;
import org.waybill.task.Task;
import org.waybill.task.TaskEvent;
import org.waybill.task.TaskKey;
import org.waybill.task.TaskStatus;
import org.waybill.task.Tasks;

/**
 * Tells the results of voice messages to every socket of whose they are, subscribed or not: voice
 * clients listen, and never send a frame. Looked up elsewhere than on the thread that tells of the
 * commit.
 */
@ApplicationScoped
class VoiceFrames {

  private static final Logger LOG = Logger.getLogger(VoiceFrames.class.getName());
  private static final String TYPE = TaskQueue.VOICE_MESSAGES.type();

  @Inject private Clients clients;
  @Inject private Tasks tasks;

  @Resource(lookup = "java:app/concurrent/core")
  private ManagedExecutorService executor;

  void observe(@Observes TaskEvent event) {
    if (event.kind().isEnd() && event.task().type().equals(TYPE) && clients.connected() > 0) {
      tell(event.task());
    }
  }

  void observe(@Observes ToldElsewhere told) {
    observe(told.event());
  }

  private void tell(TaskKey key) {
    List<Client> listening =
        clients
            .all()
            .filter(client -> BoardClients.isOf(client, key.tenant(), key.userId()))
            .toList();
    if (listening.isEmpty()) {
      return;
    }
    try {
      executor.submit(() -> send(key, listening));
    } catch (RejectedExecutionException e) {
      LOG.log(Level.WARNING, "The result of {0} was not told: {1}", new Object[] {key.id(), e});
    }
  }

  private void send(TaskKey key, List<Client> listening) {
    try {
      tasks
          .find(key.id())
          .map(VoiceFrames::frame)
          .ifPresent(frame -> listening.forEach(client -> client.outbox().send(frame)));
    } catch (DatabaseFailure e) {
      LOG.log(Level.WARNING, "The result of {0} was not told: {1}", new Object[] {key.id(), e});
    }
  }

  private static String frame(Task task) {
    return task.status() == TaskStatus.COMPLETED
        ? BoardText.a2aResponse(task)
        : BoardText.a2aError(task);
  }
}
