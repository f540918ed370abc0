package org.waybill.api.voice;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import org.waybill.json.Json;
import org.waybill.json.JsonObjectWriter;
import org.waybill.streaming.SocketClient;
import org.waybill.streaming.SocketExtension;
import org.waybill.streaming.TaskLoader;
import org.waybill.task.Task;
import org.waybill.task.TaskEvent;
import org.waybill.task.TaskRef;
import org.waybill.task.TaskStatus;
import org.waybill.type.KnownTypes;

/**
 * Sends the results of voice messages to every WebSocket of their owner: voice clients listen, and
 * never send a frame.
 */
@ApplicationScoped
class VoiceSocket implements SocketExtension {

  private static final String TYPE = KnownTypes.VOICE_MESSAGE.name();

  @Inject private TaskLoader tasks;

  @Override
  public boolean wants(TaskRef task) {
    return task.type().equals(TYPE);
  }

  @Override
  public void publish(SocketClient client, TaskEvent event) {
    if (event.kind().isEnd()) {
      tasks.load(event.task().id(), task -> client.send(frame(task)));
    }
  }

  private static String frame(Task task) {
    boolean completed = task.status() == TaskStatus.COMPLETED;
    JsonObjectWriter frame =
        new JsonObjectWriter(new StringBuilder())
            .text("eventType", completed ? "a2a_response" : "a2a_error")
            .text("task_id", task.id());
    if (completed) {
      frame.json("result", task.output());
    } else {
      frame.text("error", task.error());
    }
    return frame.text("voice_call_id", callId(task)).end().toString();
  }

  private static String callId(Task task) {
    return task.input() != null && Json.read(task.input()) instanceof JsonObject input
        ? input.getString("voiceCallId", null)
        : null;
  }
}
