package org.waybill.streaming;

import jakarta.websocket.CloseReason;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.waybill.task.TaskEvent;

/**
 * Sends frames to one client, one after another. Events for a slow client wait in the rows; a
 * client that does not read at all while other frames pile up is disconnected.
 */
final class SocketSender implements EventSink {

  private static final Logger LOG = Logger.getLogger(SocketSender.class.getName());
  private static final int ENOUGH = 500;
  private static final int MOST_UNSENT = 5_000;
  private static final byte[] PING = {'w', 'b'};
  private static final ClassLoader FEW_CLASSES = ClassLoader.getPlatformClassLoader();

  private final Session session;
  private final Deque<String> unsent = new ArrayDeque<>();
  private boolean sending;
  private boolean refused;
  private Runnable onRoom = () -> {};
  private Runnable onClose = () -> {};
  private boolean pinged;

  SocketSender(Session session) {
    this.session = session;
  }

  @Override
  public synchronized boolean hasRoom() {
    refused |= unsent.size() >= ENOUGH;
    return unsent.size() < ENOUGH;
  }

  @Override
  public void accept(TaskEvent event) {
    send(SocketFrames.of(event));
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
          CloseReason.CloseCodes.TRY_AGAIN_LATER,
          "too slow: resubscribe after the last seq received");
    } else if (now != null) {
      transmit(now);
    }
  }

  /**
   * @param call called once when we close the session: the server may report the close, or never
   */
  void onClose(Runnable call) {
    onClose = call;
  }

  /** Called periodically: pings, and closes the session if the last ping was not answered. */
  void beat() {
    boolean dead;
    synchronized (this) {
      dead = pinged;
      pinged = true;
    }
    if (dead) {
      close(CloseReason.CloseCodes.TRY_AGAIN_LATER, "no response to a ping");
      return;
    }
    try {
      session.getAsyncRemote().sendPing(ByteBuffer.wrap(PING));
    } catch (IOException | RuntimeException e) {
      LOG.log(Level.FINE, "A WebSocket client disconnected", e);
      close(CloseReason.CloseCodes.TRY_AGAIN_LATER, "could not send a ping");
    }
  }

  /** The client lives. */
  synchronized void received() {
    pinged = false;
  }

  @Override
  public void missed(Instant after) {
    send(SocketFrames.missed(after));
  }

  @Override
  public void close(String why) {
    close(CloseReason.CloseCodes.VIOLATED_POLICY, why);
  }

  void close(CloseReason.CloseCode code, String why) {
    onClose.run();
    try {
      session.close(new CloseReason(code, why));
    } catch (IOException | RuntimeException e) {
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

  /** After one frame has gone: the next, which is under way then. */
  private String following() {
    sending = false;
    return next();
  }

  /**
   * Payara schedules an idle check with each frame, even for a session that may be idle for ever,
   * and looks up services in the thread's class loader for that: with the application's, this took
   * longer than sending.
   */
  private void transmit(String first) {
    Thread thread = Thread.currentThread();
    ClassLoader application = thread.getContextClassLoader();
    thread.setContextClassLoader(FEW_CLASSES);
    try {
      String frame = first;
      while (frame != null) {
        Transmission transmission = new Transmission();
        session.getAsyncRemote().sendText(frame, transmission);
        frame = transmission.followingHere();
      }
    } catch (IllegalStateException e) {
      LOG.log(Level.FINE, "the session is closed", e);
    } finally {
      thread.setContextClassLoader(application);
    }
  }

  /**
   * A frame that was passed to the server. WildFly reports it sent before it returns, if the
   * connection takes it at once. Then the next is sent after that return: sent from inside of the
   * report, a few hundred that waited would have their calls one inside of the other, and exhaust
   * the stack.
   */
  private final class Transmission implements SendHandler {

    private boolean returned;
    private boolean sent;

    /** The next frame for the thread that sent this one; null if the report will see to it. */
    String followingHere() {
      synchronized (SocketSender.this) {
        returned = true;
        return sent ? following() : null;
      }
    }

    @Override
    public void onResult(SendResult result) {
      String following = null;
      Runnable call = null;
      boolean gone;
      synchronized (SocketSender.this) {
        sent = true;
        gone = !result.isOK();
        if (gone) {
          unsent.clear();
        }
        if (returned) {
          following = following();
        }
        if (refused && unsent.size() < ENOUGH / 2) {
          refused = false;
          call = onRoom;
        }
      }
      if (gone) {
        LOG.log(Level.FINE, "A WebSocket client disconnected", result.getException());
        close(CloseReason.CloseCodes.TRY_AGAIN_LATER, "could not send a message");
        return;
      }
      if (following != null) {
        transmit(following);
      }
      if (call != null) {
        call.run();
      }
    }
  }
}
