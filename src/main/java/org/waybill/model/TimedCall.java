package org.waybill.model;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.waybill.time.Ticker;

/** A call of one model under way: passes on what it says, and notes when. */
final class TimedCall implements ModelListener {

  private final ModelCall call;
  private final ModelConfig model;
  private final ModelListener listener;
  private final Ticker ticker;
  private final Instant begun;
  private final long start;
  private Duration firstPiece;
  private String answeredBy;

  TimedCall(ModelCall call, ModelConfig model, ModelListener listener, Clock clock, Ticker ticker) {
    this.call = call;
    this.model = model;
    this.listener = listener;
    this.ticker = ticker;
    this.begun = clock.instant();
    this.start = ticker.nanos();
  }

  /** Whether anything was said. */
  boolean hasSpoken() {
    return firstPiece != null;
  }

  /** What the server says that answered, or null. */
  String answeredBy() {
    return answeredBy;
  }

  void answeredBy(String named) {
    answeredBy = named;
  }

  @Override
  public void piece(String text) {
    firstPiece = firstPiece == null ? ticker.since(start) : firstPiece;
    listener.piece(text);
  }

  @Override
  public void goOn() throws InterruptedException {
    listener.goOn();
  }

  ModelCalled completed(ModelReply reply) {
    return ended(reply, CallOutcome.COMPLETED, null);
  }

  ModelCalled failed(ModelFailure failure) {
    return ended(null, CallOutcome.of(failure), failure.getMessage());
  }

  ModelCalled cancelled() {
    return ended(null, CallOutcome.CANCELLED, "The answer was not needed any more.");
  }

  private ModelCalled ended(ModelReply reply, CallOutcome outcome, String error) {
    return new ModelCalled(
        call,
        model.name(),
        model.provider().name().toLowerCase(Locale.ROOT),
        model.model(),
        begun,
        firstPiece,
        ticker.since(start),
        reply,
        outcome,
        error);
  }
}
