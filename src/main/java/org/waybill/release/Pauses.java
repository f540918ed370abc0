package org.waybill.release;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.waybill.task.Deciding.Head;
import org.waybill.task.Deciding.Line;
import org.waybill.task.Releasing;
import org.waybill.type.Queues;

/**
 * Keeps what is paused from starting, also what was released before. Who pauses sets the pause and
 * takes back then; who releases commits and asks then, before it sends a hint. So one of the two
 * sees the other.
 */
@ApplicationScoped
class Pauses {

  @Inject private Limits limits;
  @Inject private Releasing releasing;
  @Inject private Window window;
  @Inject private Queues queues;

  /** Whether a task that has just been released must not start. */
  boolean keep(String queue, String tenant) {
    return limits.pauseSome() && limits.isPaused(queue, tenant);
  }

  /** Takes those of these back that must not start; answers them. */
  List<Head> takeBackOf(String queue, List<Head> released) {
    Predicate<Head> kept = head -> keep(queue, head.line().tenant());
    List<Head> back = limits.pauseSome() ? released.stream().filter(kept).toList() : List.of();
    if (!back.isEmpty()) {
      takeBack(queue, back);
    }
    return back;
  }

  private void takeBack(String queue, List<Head> heads) {
    releasing.takeBack(heads.stream().map(Head::id).toList());
    heads.forEach(head -> window.free(queue, head.line()));
  }

  void takeBack(String queue, Line line, UUID id) {
    releasing.takeBack(List.of(id));
    window.free(queue, line);
  }

  /** Takes back all that is released and paused. */
  void takeBackAll() {
    if (limits.pauseSome()) {
      for (String queue : queues.names()) {
        takeBackAll(queue);
      }
    }
  }

  private void takeBackAll(String queue) {
    if (limits.now().isPaused(queue)) {
      releasing.takeBackOf(queue, Rule.EACH);
    } else {
      limits.pausedTenants(queue).forEach(t -> releasing.takeBackOf(queue, t));
    }
  }
}
