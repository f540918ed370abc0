package org.waybill.api.exchange;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.waybill.api.Expiry;
import org.waybill.api.Problem;
import org.waybill.api.RequestBody;
import org.waybill.security.Caller;
import org.waybill.task.Accepted;
import org.waybill.task.NewTask;
import org.waybill.task.Steering;
import org.waybill.task.Task;
import org.waybill.task.TaskFilter;
import org.waybill.task.TaskKeys;
import org.waybill.task.Tasks;
import org.waybill.task.Terms.Once;
import org.waybill.type.KnownTypes;

/** Finds requests by their correlation ids; one whose time is over is as absent as none. */
@ApplicationScoped
class PastRequests {

  private static final int LOOKED_AT = 20;

  @Inject private Tasks tasks;
  @Inject private TaskKeys keys;
  @Inject private Steering steering;
  @Inject private Expiry expiry;

  /** The caller's own; an operator's tenant's, where the operator has none of this id. */
  Optional<Task> find(String correlationId, Caller caller) {
    Optional<Task> own = find(correlationId, caller.tenant(), caller.userId());
    return own.isPresent() || !caller.isOperator()
        ? own
        : find(correlationId, caller.tenant(), null);
  }

  private Optional<Task> find(String correlationId, String tenant, String userId) {
    TaskFilter filter =
        new TaskFilter(
            tenant,
            userId,
            null,
            KnownTypes.REQUEST.name(),
            null,
            null,
            null,
            null,
            correlationId,
            null,
            null,
            null,
            null,
            null);
    List<Task> found = tasks.list(filter, LOOKED_AT);
    return found.stream().filter(task -> !expiry.isOver(task)).findFirst();
  }

  /** Lets the key be used again if its response's time is over and it is only not swept yet. */
  void free(String tenant, Once key) {
    keys.holder(tenant, key)
        .flatMap(existing -> tasks.find(existing.id()))
        .filter(expiry::isOver)
        .ifPresent(task -> steering.delete(task.id()));
  }

  /**
   * The request that was there before under the same key.
   *
   * @throws Problem 422 if it was another
   */
  Task same(NewTask task, Accepted.Existing existing) {
    boolean another =
        task.terms().once().stream()
            .filter(once -> once.kind() == existing.kind())
            .anyMatch(once -> !Arrays.equals(once.fingerprint(), existing.fingerprint()));
    if (another) {
      throw Problem.unprocessable(
          "correlation_id",
          "correlation_id came before with another request; allowed: a new one, or the same request"
              + " again");
    }
    return tasks
        .find(existing.id())
        .orElseThrow(() -> RequestBody.wrong("correlation_id", "is used up", "a new one"));
  }
}
