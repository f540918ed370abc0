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

  @Inject private Sending sending;
  @Inject private Cancelling cancelling;
  @Inject private Listing listing;
  @Inject private A2aTasks tasks;
  @Inject private TaskText text;
  @Inject private Card card;
  @Inject private PushConfigs push;

  /**
   * Runs one that is not answered with a stream.
   *
   * @return JSON text
   */
  CompletionStage<CharSequence> run(Operation operation, Peer peer, RequestBody params) {
    requireOwnTenant(peer, params);
    return switch (operation) {
      case SEND -> send(peer, SendRequest.read(params, peer.spelling()));
      case GET -> done(get(peer, params));
      case LIST -> done(listing.list(peer, params));
      case CANCEL ->
          cancelling
              .cancel(id(params), peer.caller())
              .thenApply(task -> text.of(task, peer.spelling(), null));
      case SET_PUSH -> done(push.set(peer, params));
      case GET_PUSH -> done(push.get(peer, params));
      case LIST_PUSH -> done(push.list(peer, params));
      case DELETE_PUSH -> done(push.delete(peer, params));
      case CARD -> done(card.extended(peer.base()));
      case STREAM, SUBSCRIBE ->
          throw new IllegalArgumentException(operation + " is answered with a stream");
    };
  }

  private CompletionStage<CharSequence> send(Peer peer, SendRequest request) {
    return sending
        .send(peer, request)
        .thenApply(task -> text.of(task, peer.spelling(), request.historyLength()))
        .thenApply(task -> peer.spelling().oneOf("task", task));
  }

  private CharSequence get(Peer peer, RequestBody params) {
    Integer historyLength = History.length(params);
    return text.of(tasks.find(id(params), peer.caller()), peer.spelling(), historyLength);
  }

  static String id(RequestBody params) {
    return params.requiredText("id", LONGEST_ID);
  }

  /** The card names no tenant, so no client has to; a wrong one must not be passed over. */
  static void requireOwnTenant(Peer peer, RequestBody params) {
    String tenant = params.text("tenant", LONGEST_ID);
    if (tenant != null && !tenant.isEmpty() && !tenant.equals(peer.caller().tenant())) {
      throw A2aProblem.wrong("tenant", "is not yours", "none, or your own");
    }
  }

  private static CompletionStage<CharSequence> done(CharSequence text) {
    return CompletableFuture.completedFuture(text);
  }
}
