package org.waybill.api.a2a;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.waybill.streaming.EventStreams;
import org.waybill.streaming.SseEvent;
import org.waybill.task.EventHistory;
import org.waybill.task.Task;
import org.waybill.task.TaskEvent;
import org.waybill.task.TaskRef;
import org.waybill.task.Tasks;

/**
 * Opens streams. Each begins with the task as of the last event that the caller has received, or
 * with the current task, and continues from there without gap or repeat.
 */
@ApplicationScoped
class SubscribeToTask {

  private static final int PAGE = 1_000;
  private static final String TYPE = "text/event-stream;charset=UTF-8";

  @Inject private EventStreams streams;
  @Inject private EventHistory eventHistory;
  @Inject private Tasks tasks;
  @Inject private TaskText text;

  void open(
      CallContext callContext, Task task, StreamingCall streamingCall, Integer historyLength) {
    try {
      List<TaskEvent> past = past(TaskRef.of(task));
      int last = past.get(past.size() - 1).seq();
      int from = streamingCall.seen() > 0 ? Math.min(streamingCall.seen(), last) : last;
      TaskStateReplay taskStateReplay = new TaskStateReplay(task.id());
      past.stream().filter(event -> event.seq() <= from).forEach(taskStateReplay::add);
      CharSequence begin =
          text.of(
              task,
              enqueue(task, taskStateReplay, callContext),
              callContext.version(),
              historyLength);
      String first =
          streamingCall.envelope().apply(callContext.version().oneOf("task", begin)).toString();
      if (taskStateReplay.status().state().isFinal() && from == last) {
        String all = "id: " + from + "\ndata: " + first + "\n\n";
        streamingCall.answer().resume(Response.ok(all).type(TYPE).build());
      } else {
        follow(
            callContext,
            task,
            streamingCall,
            taskStateReplay,
            new SseEvent(Integer.toString(from), null, first));
      }
    } catch (IOException | RuntimeException e) {
      streamingCall.fail(e);
    }
  }

  private void follow(
      CallContext callContext,
      Task task,
      StreamingCall streamingCall,
      TaskStateReplay taskStateReplay,
      SseEvent first)
      throws IOException {
    StreamRenderer streamRenderer =
        new StreamRenderer(
            MessageWriter.about(task, callContext.version()),
            taskStateReplay,
            () -> tasks.find(task.id()),
            streamingCall.envelope());
    streams.follow(
        streamingCall.answer(),
        streamingCall.request(),
        callContext.caller(),
        TaskRef.of(task),
        Integer.parseInt(first.id()),
        streamRenderer,
        first);
  }

  private TaskText.Snapshot enqueue(
      Task task, TaskStateReplay taskStateReplay, CallContext callContext) {
    if (taskStateReplay.status().state().isFinal()) {
      Task now = tasks.find(task.id()).orElse(task);
      return new TaskText.Snapshot(
          taskStateReplay.status(), Artifact.of(now, callContext.version()));
    }
    List<CharSequence> parts =
        taskStateReplay.text().isEmpty()
            ? List.of()
            : List.of(callContext.version().textPart(taskStateReplay.text()));
    return new TaskText.Snapshot(taskStateReplay.status(), new Artifact(parts, null));
  }

  private List<TaskEvent> past(TaskRef task) {
    List<TaskEvent> all = new ArrayList<>();
    List<TaskEvent> page;
    do {
      page = eventHistory.after(task, all.isEmpty() ? 0 : all.get(all.size() - 1).seq(), PAGE);
      all.addAll(page);
    } while (page.size() == PAGE);
    if (all.isEmpty()) {
      throw A2aTasks.absent(task.id());
    }
    return all;
  }
}
