package org.waybill.dispatch;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.waybill.owner.Owner;
import org.waybill.task.DispatchQueries.ReadyTask;
import org.waybill.task.DispatchStore;
import org.waybill.type.Queues;

/**
 * Prevents paused tasks from starting, including those that are already dispatched. A pause is
 * stored first, then dispatched tasks are taken back; the dispatcher commits first, then checks for
 * pauses before it sends a message. So one of the two sees the other.
 */
@ApplicationScoped
class Pauses {

  @Inject private LimitRegistry limitRegistry;
  @Inject private DispatchStore dispatchStore;
  @Inject private InFlightWindow inFlightWindow;
  @Inject private Queues queues;

  /** Whether a task that has just been dispatched must not start. */
  boolean keep(String queue, String tenant) {
    return limitRegistry.pauseSome() && limitRegistry.isPaused(queue, tenant);
  }

  /** Takes those of these back that must not start; answers them. */
  List<ReadyTask> takeBackOf(String queue, List<ReadyTask> released) {
    Predicate<ReadyTask> kept = head -> keep(queue, head.owner().tenant());
    List<ReadyTask> back =
        limitRegistry.pauseSome() ? released.stream().filter(kept).toList() : List.of();
    if (!back.isEmpty()) {
      takeBack(queue, back);
    }
    return back;
  }

  private void takeBack(String queue, List<ReadyTask> heads) {
    dispatchStore.takeBack(heads.stream().map(ReadyTask::id).toList());
    heads.forEach(head -> inFlightWindow.giveBack(queue, head.owner()));
  }

  void takeBack(String queue, Owner owner, UUID id) {
    dispatchStore.takeBack(List.of(id));
    inFlightWindow.giveBack(queue, owner);
  }

  /** Takes back everything that is dispatched and paused. */
  void takeBackAll() {
    if (limitRegistry.pauseSome()) {
      for (String queue : queues.names()) {
        takeBackAll(queue);
      }
    }
  }

  private void takeBackAll(String queue) {
    if (limitRegistry.now().isPaused(queue)) {
      dispatchStore.takeBackOf(queue, LimitRule.EACH);
    } else {
      limitRegistry.pausedTenants(queue).forEach(t -> dispatchStore.takeBackOf(queue, t));
    }
  }
}
