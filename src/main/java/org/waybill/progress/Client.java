package org.waybill.progress;

import java.util.concurrent.atomic.AtomicReference;
import org.waybill.security.Caller;

/**
 * A WebSocket that is open: who listens through it, and where its frames go.
 *
 * @param spoken what it is told without asking, see {@link SpokenFrames}
 */
record Client(Listener listener, Outbox outbox, AtomicReference<Listener> spoken) {

  Client(Listener listener, Outbox outbox) {
    this(listener, outbox, new AtomicReference<>());
  }

  Caller caller() {
    return listener.caller();
  }

  void begin(Listener toBeSpoken) {
    spoken.set(toBeSpoken);
  }

  /** It is told nothing more. */
  void end(Listeners listeners) {
    listeners.remove(listener);
    Listener told = spoken.getAndSet(null);
    if (told != null) {
      listeners.remove(told);
    }
  }
}
