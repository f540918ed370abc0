package org.waybill.progress;

import jakarta.websocket.CloseReason;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Sends frames to one client, one after the other; gives up on a client that does not read. */
final class Outbox {

  private static final Logger LOG = Logger.getLogger(Outbox.class.getName());
  private static final int MOST_UNSENT = 5_000;

  private final Session session;
  private final Deque<String> unsent = new ArrayDeque<>();
  private boolean sending;

  Outbox(Session session) {
    this.session = session;
  }

  void send(String frame) {
    String now = null;
    boolean tooSlow;
    synchronized (this) {
      tooSlow = unsent.size() >= MOST_UNSENT;
      if (!tooSlow) {
        unsent.add(frame);
        now = next();
      }
    }
    if (tooSlow) {
      close(
          CloseReason.CloseCodes.TRY_AGAIN_LATER, "too slow: subscribe again after your last seq");
    } else if (now != null) {
      transmit(now);
    }
  }

  void close(CloseReason.CloseCode code, String why) {
    try {
      session.close(new CloseReason(code, why));
    } catch (IOException e) {
      LOG.log(Level.FINE, "already closed", e);
    }
  }

  private String next() {
    if (sending || unsent.isEmpty()) {
      return null;
    }
    sending = true;
    return unsent.poll();
  }

  private void transmit(String frame) {
    try {
      session.getAsyncRemote().sendText(frame, this::sent);
    } catch (IllegalStateException e) {
      LOG.log(Level.FINE, "the session is closed", e);
    }
  }

  private void sent(SendResult result) {
    String following;
    synchronized (this) {
      sending = false;
      if (!result.isOK()) {
        unsent.clear();
      }
      following = next();
    }
    if (following != null) {
      transmit(following);
    }
  }
}
