package org.waybill.api.a2a;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.waybill.api.RequestBody;

/** What each operation does, whichever way it was asked for. */
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
   * Runs one that is not answered with a stream.
   *
   * @return JSON text
   */
  CompletionStage<CharSequence> run(
      Operation operation, CallContext callContext, RequestBody params) {
    requireOwnTenant(callContext, params);
    return switch (operation) {
      case SEND -> send(callContext, SendRequest.read(params, callContext.spelling()));
      case GET -> done(get(callContext, params));
      case LIST -> done(listTasks.list(callContext, params));
      case CANCEL ->
          cancelTask
              .cancel(id(params), callContext.caller())
              .thenApply(task -> text.of(task, callContext.spelling(), null));
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
        .thenApply(task -> text.of(task, callContext.spelling(), request.historyLength()))
        .thenApply(task -> callContext.spelling().oneOf("task", task));
  }

  private CharSequence get(CallContext callContext, RequestBody params) {
    Integer historyLength = HistoryLength.length(params);
    return text.of(
        tasks.find(id(params), callContext.caller()), callContext.spelling(), historyLength);
  }

  static String id(RequestBody params) {
    return params.requiredText("id", LONGEST_ID);
  }

  /** The card names no tenant, so no client has to; a wrong one must not be passed over. */
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
