package org.waybill.api.a2a;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.waybill.task.Message;
import org.waybill.task.MessageRole;
import org.waybill.task.Messages;
import org.waybill.task.Task;

/** Tasks as a version of the protocol spells them. */
@ApplicationScoped
class TaskText {

  @Inject private Messages messages;
  @Inject private FollowUpMessages followUpMessages;

  /**
   * How much of a task is wanted.
   *
   * @param historyLength the most messages; null for all
   */
  record Extent(Integer historyLength, boolean artifacts) {}

  /**
   * How a task stands.
   *
   * @param result null where it is not wanted
   */
  record Snapshot(TaskState status, Artifact result) {}

  /** One task with its artifact. */
  CharSequence of(Task task, ProtocolVersion protocolVersion, Integer historyLength) {
    return of(List.of(task), protocolVersion, new Extent(historyLength, true)).get(0);
  }

  /** One task as it stood at some time. */
  CharSequence of(
      Task task, Snapshot stand, ProtocolVersion protocolVersion, Integer historyLength) {
    List<UserMessage> messages = messages(List.of(task), historyLength).get(0);
    return text(task, protocolVersion, messages, stand, historyLength);
  }

  List<CharSequence> of(List<Task> tasks, ProtocolVersion protocolVersion, Extent extent) {
    List<List<UserMessage>> messages = messages(tasks, extent.historyLength());
    List<CharSequence> texts = new ArrayList<>(tasks.size());
    for (int i = 0; i < tasks.size(); i++) {
      texts.add(text(tasks.get(i), protocolVersion, messages.get(i), extent));
    }
    return texts;
  }

  /** The user's messages to each of these tasks. */
  private List<List<UserMessage>> messages(List<Task> tasks, Integer historyLength) {
    boolean silent = historyLength != null && historyLength == 0;
    List<UUID> ids = silent ? List.of() : tasks.stream().map(Task::id).toList();
    Map<UUID, List<Message>> first =
        messages.ofTasks(ids).stream()
            .filter(message -> message.role() == MessageRole.USER)
            .collect(Collectors.groupingBy(Message::taskId));
    Map<UUID, List<UserMessage>> later = followUpMessages.of(ids);
    List<List<UserMessage>> all = new ArrayList<>(tasks.size());
    for (Task task : tasks) {
      List<UserMessage> messages = new ArrayList<>();
      first
          .getOrDefault(task.id(), List.of())
          .forEach(m -> messages.add(UserMessage.first(task, m)));
      messages.addAll(later.getOrDefault(task.id(), List.of()));
      all.add(messages);
    }
    return all;
  }

  private static CharSequence text(
      Task task, ProtocolVersion protocolVersion, List<UserMessage> messages, Extent extent) {
    Artifact result = extent.artifacts() ? Artifact.of(task, protocolVersion) : null;
    return text(
        task,
        protocolVersion,
        messages,
        new Snapshot(TaskState.of(task), result),
        extent.historyLength());
  }

  private static CharSequence text(
      Task task,
      ProtocolVersion protocolVersion,
      List<UserMessage> messages,
      Snapshot stand,
      Integer historyLength) {
    MessageWriter messageWriter = MessageWriter.about(task, protocolVersion);
    List<CharSequence> history =
        HistoryLength.newest(messages, historyLength).stream().map(messageWriter::ofUser).toList();
    return protocolVersion
        .object(new StringBuilder(), "task")
        .text("id", messageWriter.task())
        .text("contextId", messageWriter.context())
        .json("status", stand.status().in(messageWriter))
        .json("artifacts", stand.result() == null ? null : artifacts(stand.result()))
        .json("history", history.isEmpty() ? null : JsonArrays.of(history))
        .json("metadata", Metadata.shown(task))
        .end();
  }

  private static CharSequence artifacts(Artifact result) {
    return result.isEmpty() ? "[]" : JsonArrays.of(List.of(result.artifact()));
  }
}
