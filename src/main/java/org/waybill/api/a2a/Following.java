package org.waybill.api.a2a;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.waybill.progress.EventStreams;
import org.waybill.progress.Frame;
import org.waybill.task.History;
import org.waybill.task.Task;
import org.waybill.task.TaskEvent;
import org.waybill.task.TaskKey;
import org.waybill.task.Tasks;

/**
 * Opens streams. Each begins with the task as it stood at the event that the caller has seen last,
 * or as it stands: what follows goes on from there, with no gap and no repeat.
 */
@ApplicationScoped
class Following {

  private static final int PAGE = 1_000;
  private static final String TYPE = "text/event-stream;charset=UTF-8";

  @Inject private EventStreams streams;
  @Inject private History history;
  @Inject private Tasks tasks;
  @Inject private TaskText text;

  void open(Peer peer, Task task, Exchange exchange, Integer historyLength) {
    try {
      List<TaskEvent> past = past(TaskKey.of(task));
      int last = past.get(past.size() - 1).seq();
      int from = exchange.seen() > 0 ? Math.min(exchange.seen(), last) : last;
      Story story = new Story(task.id());
      past.stream().filter(event -> event.seq() <= from).forEach(story::add);
      CharSequence begin = text.of(task, stand(task, story, peer), peer.spelling(), historyLength);
      String first = exchange.envelope().apply(peer.spelling().oneOf("task", begin)).toString();
      if (story.status().state().isFinal() && from == last) {
        String all = "id: " + from + "\ndata: " + first + "\n\n";
        exchange.answer().resume(Response.ok(all).type(TYPE).build());
      } else {
        follow(peer, task, exchange, story, new Frame(Integer.toString(from), null, first));
      }
    } catch (IOException | RuntimeException e) {
      exchange.fail(e);
    }
  }

  private void follow(Peer peer, Task task, Exchange exchange, Story story, Frame first)
      throws IOException {
    Telling telling =
        new Telling(
            Letters.about(task, peer.spelling()),
            story,
            () -> tasks.find(task.id()),
            exchange.envelope());
    streams.follow(
        exchange.answer(),
        exchange.request(),
        peer.caller(),
        TaskKey.of(task),
        Integer.parseInt(first.id()),
        telling,
        first);
  }

  private TaskText.Stand stand(Task task, Story story, Peer peer) {
    if (story.status().state().isFinal()) {
      Task now = tasks.find(task.id()).orElse(task);
      return new TaskText.Stand(story.status(), Result.of(now, peer.spelling()));
    }
    List<CharSequence> parts =
        story.text().isEmpty() ? List.of() : List.of(peer.spelling().textPart(story.text()));
    return new TaskText.Stand(story.status(), new Result(parts, null));
  }

  private List<TaskEvent> past(TaskKey task) {
    List<TaskEvent> all = new ArrayList<>();
    List<TaskEvent> page;
    do {
      page = history.after(task, all.isEmpty() ? 0 : all.get(all.size() - 1).seq(), PAGE);
      all.addAll(page);
    } while (page.size() == PAGE);
    if (all.isEmpty()) {
      throw A2aTasks.absent(task.id());
    }
    return all;
  }
}
