package org.waybill.model;

import java.time.Duration;
import java.time.Instant;
import org.waybill.owner.Owner;

/**
 * A call of a model ended on this node.
 *
 * @param call what was asked for
 * @param model the configured name of the one that was asked: perhaps a fallback of the one named
 * @param provider its wire format: {@code openai}, {@code responses}, {@code anthropic} or {@code
 *     ollama}
 * @param providerModel its name there
 * @param begun by this node's clock
 * @param firstPiece from the beginning to the first piece of text; null if there was none
 * @param took from the beginning to the end
 * @param reply null if there is none
 * @param outcome how it ended
 * @param error why there is no reply, without a text of the provider; null if there is one
 */
public record ModelCalled(
    ModelCall call,
    String model,
    String provider,
    String providerModel,
    Instant begun,
    Duration firstPiece,
    Duration took,
    ModelReply reply,
    CallOutcome outcome,
    String error) {

  /** Who pays for it. */
  public Owner owner() {
    return call.origin().owner();
  }

  /** Who called, or null. */
  public String agent() {
    return call.origin().agent();
  }

  /** None for a call without a reply. */
  public Usage usage() {
    return reply == null ? Usage.NONE : reply.usage();
  }

  /** Whether it gave a whole answer. */
  public boolean done() {
    return outcome == CallOutcome.COMPLETED;
  }
}
