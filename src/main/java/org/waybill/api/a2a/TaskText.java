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
  @Inject private Turns turns;

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
  record Stand(Status status, Result result) {}

  /** One task with its artifact. */
  CharSequence of(Task task, Spelling spelling, Integer historyLength) {
    return of(List.of(task), spelling, new Extent(historyLength, true)).get(0);
  }

  /** One task as it stood at some time. */
  CharSequence of(Task task, Stand stand, Spelling spelling, Integer historyLength) {
    List<Turn> said = said(List.of(task), historyLength).get(0);
    return text(task, spelling, said, stand, historyLength);
  }

  List<CharSequence> of(List<Task> tasks, Spelling spelling, Extent extent) {
    List<List<Turn>> said = said(tasks, extent.historyLength());
    List<CharSequence> texts = new ArrayList<>(tasks.size());
    for (int i = 0; i < tasks.size(); i++) {
      texts.add(text(tasks.get(i), spelling, said.get(i), extent));
    }
    return texts;
  }

  /** What was said to each of these tasks. */
  private List<List<Turn>> said(List<Task> tasks, Integer historyLength) {
    boolean silent = historyLength != null && historyLength == 0;
    List<UUID> ids = silent ? List.of() : tasks.stream().map(Task::id).toList();
    Map<UUID, List<Message>> first =
        messages.ofTasks(ids).stream()
            .filter(message -> message.role() == MessageRole.USER)
            .collect(Collectors.groupingBy(Message::taskId));
    Map<UUID, List<Turn>> later = turns.of(ids);
    List<List<Turn>> all = new ArrayList<>(tasks.size());
    for (Task task : tasks) {
      List<Turn> said = new ArrayList<>();
      first.getOrDefault(task.id(), List.of()).forEach(m -> said.add(Turn.first(task, m)));
      said.addAll(later.getOrDefault(task.id(), List.of()));
      all.add(said);
    }
    return all;
  }

  private static CharSequence text(Task task, Spelling spelling, List<Turn> said, Extent extent) {
    Result result = extent.artifacts() ? Result.of(task, spelling) : null;
    return text(task, spelling, said, new Stand(Status.of(task), result), extent.historyLength());
  }

  private static CharSequence text(
      Task task, Spelling spelling, List<Turn> said, Stand stand, Integer historyLength) {
    Letters letters = Letters.about(task, spelling);
    List<CharSequence> history =
        History.newest(said, historyLength).stream().map(letters::ofUser).toList();
    return spelling
        .object(new StringBuilder(), "task")
        .text("id", letters.task())
        .text("contextId", letters.context())
        .json("status", stand.status().in(letters))
        .json("artifacts", stand.result() == null ? null : artifacts(stand.result()))
        .json("history", history.isEmpty() ? null : Lists.of(history))
        .json("metadata", Metadata.shown(task))
        .end();
  }

  private static CharSequence artifacts(Result result) {
    return result.isEmpty() ? "[]" : Lists.of(List.of(result.artifact()));
  }
}
