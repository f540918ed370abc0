package org.waybill.progress;

import org.waybill.security.Caller;

/** A WebSocket that is open: who listens through it, and where its frames go. */
record Client(Listener listener, Outbox outbox) {

  Caller caller() {
    return listener.caller();
  }
}
