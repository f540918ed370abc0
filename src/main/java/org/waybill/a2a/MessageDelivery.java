package org.waybill.a2a;

import jakarta.json.JsonObject;
import java.io.Closeable;
import java.io.IOException;
import java.net.ConnectException;
import java.util.Optional;
import org.waybill.handler.EffectLookup;
import org.waybill.handler.NothingDone;
import org.waybill.outbound.RefusedAddress;
import org.waybill.tool.Risk;
import org.waybill.tool.ToolCall;
import org.waybill.tool.ToolFailure;

/** Sends the messages of a call, each at most once. */
final class MessageDelivery implements Closeable {

  private final RemoteAgent agent;
  private final ToolCall call;
  private final Callbacks callbacks;
  private PeerStream events;

  MessageDelivery(RemoteAgent agent, ToolCall call, Callbacks callbacks) {
    this.agent = agent;
    this.call = call;
    this.callbacks = callbacks;
  }

  /** What follows the answer to the message that was sent last; null if nothing does. */
  PeerStream events() {
    return events;
  }

  /**
   * Sends a message, unless an earlier attempt did.
   *
   * @throws NothingDone if it was not taken now
   * @throws org.waybill.handler.StepInDoubt if nobody knows whether an earlier attempt sent it
   */
  SentMessage send(int number, OutgoingMessage message) throws Exception {
    close();
    JsonObject kept =
        call.once("message." + number, JsonObject.class, () -> transmit(message).write(), lookup());
    if (kept == null) {
      throw ToolFailure.forGood(
          "result_unknown",
          "Remote agent %s got the message, as a person says; what it answered is not known."
              .formatted(name()));
    }
    return SentMessage.read(kept);
  }

  /** The same message may be sent again where that is the same to the agent. */
  private EffectLookup<JsonObject> lookup() {
    boolean again = agent.spec().repeatable() || agent.spec().risk() == Risk.READ;
    return again ? Optional::empty : null;
  }

  private SentMessage transmit(OutgoingMessage message) throws Exception {
    try {
      Callback callback = agent.card().pushes() ? callbacks.create(call).orElse(null) : null;
      events = agent.send(message, callback);
      PeerEvent first = events.next();
      if (first == null) {
        throw new IOException("the agent ended the answer before it began");
      }
      if (first.taskId().isEmpty()) {
        close();
      }
      return SentMessage.of(first);
    } catch (PeerRefusal e) {
      if (e.isPassing()) {
        throw new NothingDone("Remote agent %s: %s".formatted(name(), e.getMessage()), e);
      }
      return SentMessage.refused(e.getMessage());
    } catch (RefusedAddress e) {
      throw new NothingDone("Remote agent %s: %s".formatted(name(), e.getMessage()), e);
    } catch (IOException e) {
      if (e.getCause() instanceof ConnectException) {
        throw new NothingDone("Remote agent " + name() + " is not reachable", e);
      }
      throw ToolFailure.forNow(
          "connection_lost", "Remote agent %s: %s".formatted(name(), e.getMessage()), null, e);
    }
  }

  private String name() {
    return agent.spec().name();
  }

  @Override
  public void close() {
    if (events != null) {
      events.close();
      events = null;
    }
  }
}
