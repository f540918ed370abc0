package org.waybill.api.a2a;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.waybill.api.RequestBody;

/** Runs each operation, for both bindings. */
@ApplicationScoped
class Operations {

  private static final int LONGEST_ID = 200;

  @Inject private SendMessage sendMessage;
  @Inject private CancelTask cancelTask;
  @Inject private ListTasks listTasks;
  @Inject private A2aTasks tasks;
  @Inject private TaskText text;
  @Inject private AgentCard agentCard;
  @Inject private PushConfigs push;

  /**
   * Runs an operation that does not respond with a stream.
   *
   * @return JSON text
   */
  CompletionStage<CharSequence> run(
      Operation operation, CallContext callContext, RequestBody params) {
    requireOwnTenant(callContext, params);
    return switch (operation) {
      case SEND -> send(callContext, SendRequest.read(params, callContext.version()));
      case GET -> done(get(callContext, params));
      case LIST -> done(listTasks.list(callContext, params));
      case CANCEL ->
          cancelTask
              .cancel(id(params), callContext.caller())
              .thenApply(task -> text.of(task, callContext.version(), null));
      case SET_PUSH -> done(push.set(callContext, params));
      case GET_PUSH -> done(push.get(callContext, params));
      case LIST_PUSH -> done(push.list(callContext, params));
      case DELETE_PUSH -> done(push.delete(callContext, params));
      case CARD -> done(agentCard.extended(callContext.base()));
      case STREAM, SUBSCRIBE ->
          throw new IllegalArgumentException(operation + " is answered with a stream");
    };
  }

  private CompletionStage<CharSequence> send(CallContext callContext, SendRequest request) {
    return sendMessage
        .send(callContext, request)
        .thenApply(task -> text.of(task, callContext.version(), request.historyLength()))
        .thenApply(task -> callContext.version().oneOf("task", task));
  }

  private CharSequence get(CallContext callContext, RequestBody params) {
    Integer historyLength = HistoryLength.length(params);
    return text.of(
        tasks.find(id(params), callContext.caller()), callContext.version(), historyLength);
  }

  static String id(RequestBody params) {
    return params.requiredText("id", LONGEST_ID);
  }

  /** The card names no tenant, so clients need not either; but a wrong one is an error. */
  static void requireOwnTenant(CallContext callContext, RequestBody params) {
    String tenant = params.text("tenant", LONGEST_ID);
    if (tenant != null && !tenant.isEmpty() && !tenant.equals(callContext.caller().tenant())) {
      throw A2aProblem.wrong(
          "tenant", "is not the caller's tenant", "the caller's tenant, or omit it");
    }
  }

  private static CompletionStage<CharSequence> done(CharSequence text) {
    return CompletableFuture.completedFuture(text);
  }
}
