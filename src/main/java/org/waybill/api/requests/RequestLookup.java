package org.waybill.api.requests;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.Optional;
import org.waybill.api.Problem;
import org.waybill.api.RequestBody;
import org.waybill.api.ResultExpiry;
import org.waybill.owner.Owner;
import org.waybill.security.Caller;
import org.waybill.task.IdempotencyKeys;
import org.waybill.task.NewTask;
import org.waybill.task.Receipt;
import org.waybill.task.Task;
import org.waybill.task.TaskCommands;
import org.waybill.task.TaskConstraints.UniquenessKey;
import org.waybill.task.TaskFilter;
import org.waybill.task.Tasks;
import org.waybill.type.KnownTypes;

/** Finds requests by their correlation ids; one whose time is over is as absent as none. */
@ApplicationScoped
class RequestLookup {

  private static final int LOOKED_AT = 20;

  @Inject private Tasks tasks;
  @Inject private IdempotencyKeys keys;
  @Inject private TaskCommands taskCommands;
  @Inject private ResultExpiry resultExpiry;

  /** The caller's own; an operator's tenant's, where the operator has none of this id. */
  Optional<Task> find(String correlationId, Caller caller) {
    Optional<Task> own = find(correlationId, caller.tenant(), caller.userId());
    return own.isPresent() || !caller.isOperator()
        ? own
        : find(correlationId, caller.tenant(), null);
  }

  private Optional<Task> find(String correlationId, String tenant, String userId) {
    TaskFilter filter =
        TaskFilter.of(new Owner(tenant, userId))
            .ofType(KnownTypes.REQUEST.name())
            .labelled(new TaskFilter.Labels(null, null, null, correlationId, null));
    return tasks.list(filter, LOOKED_AT).stream()
        .filter(task -> !resultExpiry.isOver(task))
        .findFirst()
        .flatMap(task -> tasks.find(task.id()));
  }

  /** Lets the key be used again if its response's time is over and it is only not swept yet. */
  void free(String tenant, UniquenessKey key) {
    keys.holder(tenant, key)
        .flatMap(existing -> tasks.find(existing.id()))
        .filter(resultExpiry::isOver)
        .ifPresent(task -> taskCommands.delete(task.id()));
  }

  /**
   * The request that was there before under the same key.
   *
   * @throws Problem 422 if it was another
   */
  Task same(NewTask task, Receipt.Existing existing) {
    boolean another =
        task.terms().once().stream()
            .filter(once -> once.kind() == existing.kind())
            .anyMatch(once -> !Arrays.equals(once.fingerprint(), existing.fingerprint()));
    if (another) {
      throw Problem.unprocessable(
          "correlation_id",
          "correlation_id was already used for another request; allowed: a new one, or a repetition"
              + " of the same request");
    }
    return tasks
        .find(existing.id())
        .orElseThrow(() -> RequestBody.wrong("correlation_id", "was already used", "a new one"));
  }
}
