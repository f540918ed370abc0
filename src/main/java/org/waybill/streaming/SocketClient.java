package org.waybill.streaming;

import java.util.concurrent.atomic.AtomicReference;
import org.waybill.security.Caller;

/**
 * An open WebSocket: its caller, its subscriptions, and the sender of its frames.
 *
 * @param spoken its unsolicited frames, see {@link UnsolicitedFrames}
 */
record SocketClient(Subscriber listener, SocketSender outbox, AtomicReference<Subscriber> spoken) {

  SocketClient(Subscriber listener, SocketSender outbox) {
    this(listener, outbox, new AtomicReference<>());
  }

  Caller caller() {
    return listener.caller();
  }

  void begin(Subscriber toBeSpoken) {
    spoken.set(toBeSpoken);
  }

  /** Ends its unsolicited frames. */
  void end(SubscriberRegistry subscriberRegistry) {
    subscriberRegistry.remove(listener);
    Subscriber removed = spoken.getAndSet(null);
    if (removed != null) {
      subscriberRegistry.remove(removed);
    }
  }
}
