package org.waybill.api.webhooks;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.waybill.api.TaskJson;
import org.waybill.json.JsonObjectWriter;
import org.waybill.notify.DeliveryEvent;
import org.waybill.notify.PayloadFormat;
import org.waybill.pipeline.JobId;
import org.waybill.pipeline.JobStatus;
import org.waybill.task.Children;
import org.waybill.task.EventHistory;
import org.waybill.task.Task;
import org.waybill.task.TaskRef;
import org.waybill.type.KnownTypes;

/** What webhooks and {@code callbackUrl} get: the task as {@code GET /api/tasks/{id}} shows it. */
@ApplicationScoped
public class TaskWebhookPayload implements PayloadFormat {

  private static final int MOST_EVENTS = 1_000;

  @Inject private TaskJson json;
  @Inject private EventHistory eventHistory;
  @Inject private Children children;

  @Override
  public String format() {
    return SIGNED;
  }

  @Override
  public String of(DeliveryEvent what, Task task) {
    String data =
        json.text(
            task, eventHistory.after(TaskRef.of(task), 0, MOST_EVENTS), children.count(task.id()));
    JsonObjectWriter body =
        new JsonObjectWriter(new StringBuilder(data.length() + 200))
            .text("type", "task." + what.kind().label())
            .time("timestamp", what.at())
            .number("seq", what.seq());
    if (task.type().equals(KnownTypes.PIPELINE.name())) {
      // Callers of pipelines know their jobs by these.
      body.text("job_id", JobId.of(task.id()).toString())
          .text("status", JobStatus.of(task.status()).label());
    }
    return body.json("data", data).end().toString();
  }
}
