package org.waybill.api.a2a;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.waybill.api.RequestBody;
import org.waybill.task.Task;

/** Operations that are answered with a stream. */
@ApplicationScoped
class Streams {

  @Inject private Sending sending;
  @Inject private A2aTasks tasks;
  @Inject private Following following;

  void run(Operation operation, Peer peer, RequestBody params, Exchange exchange) {
    Operations.requireOwnTenant(peer, params);
    if (operation == Operation.SUBSCRIBE) {
      following.open(peer, subscribed(peer, params, exchange), exchange, null);
      return;
    }
    SendRequest request = SendRequest.read(params, peer.spelling()).atOnce();
    // A stream can be opened only by the thread that the request came with. It waits for the task
    // to
    // be stored, and for no more.
    Task task = sending.send(peer, request).toCompletableFuture().join();
    following.open(peer, task, exchange, request.historyLength());
  }

  /**
   * The older version tells a task that has ended; the newer one refuses it, except to those who
   * come back for what they have missed.
   */
  private Task subscribed(Peer peer, RequestBody params, Exchange exchange) {
    Task task = tasks.find(Operations.id(params), peer.caller());
    boolean refused =
        task.status().isFinal() && !peer.spelling().isLegacy() && exchange.seen() == 0;
    if (refused) {
      throw A2aError.UNSUPPORTED_OPERATION.problem(
          "Task " + task.id() + " has ended: it is " + task.status().label() + ".");
    }
    return task;
  }
}
