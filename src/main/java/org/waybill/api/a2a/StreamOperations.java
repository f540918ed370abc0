package org.waybill.api.a2a;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.waybill.api.RequestBody;
import org.waybill.task.Task;

/** Operations that respond with a stream. */
@ApplicationScoped
class StreamOperations {

  @Inject private SendMessage sendMessage;
  @Inject private A2aTasks tasks;
  @Inject private SubscribeToTask subscribeToTask;

  void run(
      Operation operation,
      CallContext callContext,
      RequestBody params,
      StreamingCall streamingCall) {
    Operations.requireOwnTenant(callContext, params);
    if (operation == Operation.SUBSCRIBE) {
      subscribeToTask.open(
          callContext, subscribed(callContext, params, streamingCall), streamingCall, null);
      return;
    }
    SendRequest request = SendRequest.read(params, callContext.version()).atOnce();
    // Only the thread of the request can open a stream. It waits until the task is stored, and no
    // longer.
    Task task = sendMessage.send(callContext, request).toCompletableFuture().join();
    subscribeToTask.open(callContext, task, streamingCall, request.historyLength());
  }

  /**
   * The older version sends a task that has ended; the newer one rejects it, except for callers
   * that resume a stream.
   */
  private Task subscribed(
      CallContext callContext, RequestBody params, StreamingCall streamingCall) {
    Task task = tasks.find(Operations.id(params), callContext.caller());
    boolean refused =
        task.status().isFinal() && !callContext.version().isLegacy() && streamingCall.seen() == 0;
    if (refused) {
      throw A2aError.UNSUPPORTED_OPERATION.problem(
          "Task " + task.id() + " has already ended with status " + task.status().label() + ".");
    }
    return task;
  }
}
