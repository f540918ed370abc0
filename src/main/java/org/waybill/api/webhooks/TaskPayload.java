package org.waybill.api.webhooks;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.waybill.api.TaskJson;
import org.waybill.json.ObjectText;
import org.waybill.notify.Occurrence;
import org.waybill.notify.Payload;
import org.waybill.task.Children;
import org.waybill.task.History;
import org.waybill.task.Task;
import org.waybill.task.TaskKey;

/** What webhooks and {@code callbackUrl} get: the task as {@code GET /api/tasks/{id}} shows it. */
@ApplicationScoped
public class TaskPayload implements Payload {

  private static final int MOST_EVENTS = 1_000;

  @Inject private TaskJson json;
  @Inject private History history;
  @Inject private Children children;

  @Override
  public String format() {
    return SIGNED;
  }

  @Override
  public String of(Occurrence what, Task task) {
    String data =
        json.text(task, history.after(TaskKey.of(task), 0, MOST_EVENTS), children.count(task.id()));
    return new ObjectText(new StringBuilder(data.length() + 200))
        .text("type", "task." + what.kind().label())
        .time("timestamp", what.at())
        .number("seq", what.seq())
        .json("data", data)
        .end()
        .toString();
  }
}
