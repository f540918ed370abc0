package org.waybill.api.board;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.waybill.security.Caller;
import org.waybill.streaming.SocketClient;
import org.waybill.streaming.TaskLoader;
import org.waybill.task.EventKind;
import org.waybill.task.Task;
import org.waybill.task.TaskEvent;
import org.waybill.task.TaskRef;
import org.waybill.type.KnownTypes;

/**
 * Sends changes to the sockets that show the board: sizes, and audio events. Nothing is looked up
 * on the thread that tells of a commit, and nothing at all while nobody of that user looks.
 */
@ApplicationScoped
class BoardFrames {

  private static final Logger LOG = Logger.getLogger(BoardFrames.class.getName());
  private static final String QUEUE = KnownTypes.BOARD_QUESTION.queue();

  @Inject private BoardClients clients;
  @Inject private QueueSizeCache sizes;
  @Inject private TaskLoader tasks;
  @Inject private Clock clock;

  @Resource(lookup = "java:app/concurrent/core")
  private ManagedExecutorService executor;

  @Resource(lookup = "java:app/concurrent/ticks")
  private ManagedScheduledExecutorService ticks;

  /** Each second, from the server's start on, whoever listens. */
  void tick() {
    List<SocketClient> wanting = clients.withClock().toList();
    if (!wanting.isEmpty()) {
      String frame = BoardFrameText.time(clock.instant());
      wanting.forEach(client -> client.send(frame));
    }
  }

  /** A socket begins to show the board: it gets all sizes. */
  void begin(SocketClient client) {
    Caller caller = client.caller();
    elsewhere(() -> sizes.all(caller.tenant(), caller.userId()).forEach(client::send));
  }

  /** Something happened to a task of this client's user. */
  void publish(SocketClient client, TaskEvent event) {
    TaskRef task = event.task();
    if (!event.kind().isReport() && task.queue().equals(QUEUE) && clients.shows(client)) {
      changed(task.tenant(), task.userId());
      if (event.kind() == EventKind.INPUT_REQUIRED || event.kind().isEnd()) {
        tasks.load(task.id(), read -> speak(client, read));
      }
    }
  }

  void observe(@Observes AudioEvent update) {
    receive(update);
  }

  /** An audio event, because of a call on this node or another. */
  void receive(AudioEvent update) {
    if (isShown(update.tenant(), update.userId())) {
      send(
          clients.named(update.tenant(), update.userId(), update.socket()),
          BoardFrameText.sound(update));
      if (update.resized()) {
        changed(update.tenant(), update.userId());
      }
    }
  }

  /** The first change is sent at once, those that follow soon after it together. */
  private void changed(String tenant, String userId) {
    long wait = sizes.changed(tenant, userId);
    if (wait == 0) {
      elsewhere(() -> publishSizes(tenant, userId));
    } else if (wait > 0) {
      try {
        ticks.schedule(() -> publishSizes(tenant, userId), wait, TimeUnit.MILLISECONDS);
      } catch (RejectedExecutionException e) {
        LOG.log(Level.FINE, "the server stops", e);
      }
    }
  }

  private void publishSizes(String tenant, String userId) {
    List<String> frames = sizes.changes(tenant, userId);
    clients.of(tenant, userId).forEach(client -> frames.forEach(frame -> client.send(frame)));
  }

  private void speak(SocketClient client, Task task) {
    String socket = BoardFrameText.object(task.input()).getString("websocketId", null);
    if (clients.shows(client) && (socket == null || clients.hasName(client, socket))) {
      client.send(BoardFrameText.spoken(task, socket));
    }
  }

  private boolean isShown(String tenant, String userId) {
    return !clients.of(tenant, userId).isEmpty();
  }

  private static void send(List<SocketClient> to, String frame) {
    to.forEach(client -> client.send(frame));
  }

  private void elsewhere(Runnable work) {
    try {
      executor.submit(
          () -> {
            try {
              work.run();
            } catch (RuntimeException e) {
              LOG.log(Level.WARNING, "A board update was not sent: {0}", e.getMessage());
            }
          });
    } catch (RejectedExecutionException e) {
      LOG.log(Level.FINE, "the server stops", e);
    }
  }
}
