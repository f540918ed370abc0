package org.waybill.streaming;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.waybill.task.Task;
import org.waybill.task.TaskEvent;
import org.waybill.task.TaskStatus;
import org.waybill.type.KnownTypes;

/**
 * Tells the results of voice messages to every socket of whose they are, subscribed or not: voice
 * clients listen, and never send a frame.
 */
@ApplicationScoped
class VoiceFrames {

  private static final String TYPE = KnownTypes.VOICE_MESSAGE.name();

  @Inject private VoiceResultLoader tasks;

  /** Something happened to a task of this client's user. */
  void publish(SocketClient client, TaskEvent event) {
    if (event.kind().isEnd() && event.task().type().equals(TYPE)) {
      tasks.read(event.task().id(), task -> client.outbox().send(frame(task)));
    }
  }

  private static String frame(Task task) {
    return task.status() == TaskStatus.COMPLETED
        ? BoardText.a2aResponse(task)
        : BoardText.a2aError(task);
  }
}
