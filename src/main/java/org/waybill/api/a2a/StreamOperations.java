package org.waybill.api.a2a;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.waybill.api.RequestBody;
import org.waybill.task.Task;

/** Operations that are answered with a stream. */
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
    SendRequest request = SendRequest.read(params, callContext.spelling()).atOnce();
    // A stream can be opened only by the thread that the request came with. It waits for the task
    // to
    // be stored, and for no more.
    Task task = sendMessage.send(callContext, request).toCompletableFuture().join();
    subscribeToTask.open(callContext, task, streamingCall, request.historyLength());
  }

  /**
   * The older version tells a task that has ended; the newer one refuses it, except to those who
   * come back for what they have missed.
   */
  private Task subscribed(
      CallContext callContext, RequestBody params, StreamingCall streamingCall) {
    Task task = tasks.find(Operations.id(params), callContext.caller());
    boolean refused =
        task.status().isFinal() && !callContext.spelling().isLegacy() && streamingCall.seen() == 0;
    if (refused) {
      throw A2aError.UNSUPPORTED_OPERATION.problem(
          "Task " + task.id() + " has already ended with status " + task.status().label() + ".");
    }
    return task;
  }
}
