package org.waybill.handlers.bulk;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.waybill.dispatch.DeadLetterReplay;
import org.waybill.dispatch.SubmissionRejected;
import org.waybill.handler.Outcome;
import org.waybill.handler.TaskContext;
import org.waybill.handler.TaskHandler;
import org.waybill.handler.TaskType;
import org.waybill.task.BulkOperation;
import org.waybill.task.DeadLetters;
import org.waybill.task.TaskCommands;
import org.waybill.task.TaskFilter;
import org.waybill.task.Tasks;
import org.waybill.type.KnownTypes;

/** Does the same to all tasks that match, in small steps. */
@ApplicationScoped
public class BulkHandler implements TaskHandler<JsonObject, JsonObject> {

  private static final int STEP = 100;

  @Inject private Tasks tasks;
  @Inject private DeadLetters deadLetters;
  @Inject private TaskCommands taskCommands;
  @Inject private DeadLetterReplay deadLetterReplay;

  @Override
  public TaskType type() {
    return KnownTypes.BULK_OPERATION;
  }

  @Override
  public Class<JsonObject> inputType() {
    return JsonObject.class;
  }

  @Override
  public Outcome<JsonObject> run(JsonObject input, TaskContext context) throws Exception {
    BulkOperation order = BulkOperation.read(input, context.tenant(), context.taskId());
    BulkResult bulkResult = new BulkResult(order.action(), count(order));
    UUID before = context.taskId();
    for (List<UUID> step = next(order, before); !step.isEmpty(); step = next(order, before)) {
      for (UUID id : step) {
        context.stopIfCancelled();
        bulkResult.add(carryOut(order.action(), id, context));
      }
      before = step.get(step.size() - 1);
      context.progress(bulkResult.percent(), bulkResult.text());
    }
    return Outcome.done(bulkResult.toJson());
  }

  private long count(BulkOperation order) {
    return order.action().isOfDeadLetters()
        ? deadLetters.count(order.filter())
        : tasks.count(order.filter());
  }

  private List<UUID> next(BulkOperation order, UUID before) {
    TaskFilter older = order.filter().in(order.filter().statuses(), before);
    return order.action().isOfDeadLetters() ? deadLetters.ids(older, STEP) : tasks.ids(older, STEP);
  }

  /** Answers null if it was done, or why it was not. */
  private String carryOut(BulkOperation.Action action, UUID id, TaskContext context)
      throws InterruptedException {
    return switch (action) {
      case CANCEL ->
          taskCommands.cancel(id) == TaskCommands.Cancelled.TOO_LATE ? "already ended" : null;
      case RETRY -> taskCommands.retry(id) ? null : "is neither failed nor cancelled";
      case DELETE -> taskCommands.delete(id) ? null : "has not ended";
      case CLEAR -> deadLetters.dismiss(List.of(id)) > 0 ? null : "is no longer a dead letter";
      case REPLAY -> replay(id, context) ? null : "is no longer a dead letter";
    };
  }

  /** While its queue is full, the replay waits like any other caller. */
  private boolean replay(UUID id, TaskContext context) throws InterruptedException {
    while (true) {
      try {
        return deadLetterReplay.replay(id, null).isPresent();
      } catch (SubmissionRejected full) {
        context.stopIfCancelled();
        TimeUnit.SECONDS.sleep(full.retryAfterSeconds());
      }
    }
  }
}
