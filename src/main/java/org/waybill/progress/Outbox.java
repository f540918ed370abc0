package org.waybill.progress;

import jakarta.websocket.CloseReason;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.waybill.task.TaskEvent;

/**
 * Sends frames to one client, one after the other. Of a client that reads slowly, events wait in
 * the rows; one that does not read at all while other frames pile up is given up.
 */
final class Outbox implements Outlet {

  private static final Logger LOG = Logger.getLogger(Outbox.class.getName());
  private static final int ENOUGH = 500;
  private static final int MOST_UNSENT = 5_000;
  private static final ClassLoader FEW_CLASSES = ClassLoader.getPlatformClassLoader();

  private final Session session;
  private final Deque<String> unsent = new ArrayDeque<>();
  private boolean sending;
  private boolean refused;
  private Runnable onRoom = () -> {};

  Outbox(Session session) {
    this.session = session;
  }

  @Override
  public synchronized boolean hasRoom() {
    refused |= unsent.size() >= ENOUGH;
    return unsent.size() < ENOUGH;
  }

  @Override
  public void accept(TaskEvent event) {
    send(EventText.of(event));
  }

  @Override
  public synchronized void onRoom(Runnable call) {
    onRoom = call;
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

  /**
   * Payara schedules a look for idleness with each frame, even if a session may be idle forever,
   * and for that seeks services in all that the thread's class loader sees: in the application's,
   * that took longer than to send.
   */
  private void transmit(String frame) {
    Thread thread = Thread.currentThread();
    ClassLoader application = thread.getContextClassLoader();
    thread.setContextClassLoader(FEW_CLASSES);
    try {
      session.getAsyncRemote().sendText(frame, this::sent);
    } catch (IllegalStateException e) {
      LOG.log(Level.FINE, "the session is closed", e);
    } finally {
      thread.setContextClassLoader(application);
    }
  }

  private void sent(SendResult result) {
    String following;
    Runnable call = null;
    synchronized (this) {
      sending = false;
      if (!result.isOK()) {
        unsent.clear();
      }
      following = next();
      if (refused && unsent.size() < ENOUGH / 2) {
        refused = false;
        call = onRoom;
      }
    }
    if (following != null) {
      transmit(following);
    }
    if (call != null) {
      call.run();
    }
  }
}
