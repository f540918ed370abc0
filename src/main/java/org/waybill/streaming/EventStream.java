package org.waybill.streaming;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.waybill.task.TaskEvent;

/**
 * Server-sent events to one client. Writes only as much as the connection accepts at the moment, so
 * that no thread waits for a slow client; its events wait in the rows.
 */
final class EventStream implements EventSink, WriteListener {

  private static final Logger LOG = Logger.getLogger(EventStream.class.getName());
  private static final int ENOUGH_BYTES = 128 * 1024;

  /**
   * A client that reads nothing for this many rounds of {@link #keepAlive}, while something waits,
   * is disconnected.
   */
  private static final int MOST_STUCK_ROUNDS = 6;

  private static final byte[] KEEP_ALIVE = ": keep-alive\n\n".getBytes(StandardCharsets.UTF_8);

  private final Consumer<EventStream> end;
  private final ServletOutputStream out;
  private final EventRenderer eventRenderer;
  private final Deque<byte[]> unsent = new ArrayDeque<>();
  private int unsentBytes;
  private boolean open;

  /**
   * Sent first so that the response headers go out at once; otherwise the client of a quiet stream
   * would see nothing.
   */
  private boolean unflushed = true;

  private boolean quiet;
  private boolean moved;
  private int stuckRounds;
  private boolean refused;
  private boolean ending;
  private boolean ended;
  private boolean takenBack;
  private Runnable onRoom = () -> {};

  /**
   * @param end called once, when everything is written or the client has disconnected
   */
  EventStream(ServletOutputStream out, EventRenderer eventRenderer, Consumer<EventStream> end) {
    this.out = out;
    this.eventRenderer = eventRenderer;
    this.end = end;
  }

  /** Starts writing as soon as the server permits it. */
  void begin() {
    out.setWriteListener(this);
  }

  @Override
  public synchronized boolean hasRoom() {
    boolean room = unsentBytes < ENOUGH_BYTES;
    refused |= !room;
    return room;
  }

  @Override
  public synchronized void onRoom(Runnable call) {
    onRoom = call;
  }

  @Override
  public void accept(TaskEvent event) {
    synchronized (this) {
      if (ending) {
        return;
      }
      eventRenderer.of(event).forEach(sseEvent -> add(sseEvent.bytes()));
      ending = eventRenderer.endsWith(event);
    }
    write();
  }

  void send(SseEvent sseEvent) {
    synchronized (this) {
      add(sseEvent.bytes());
    }
    write();
  }

  /**
   * Called every few seconds: proves to both sides and all between that the connection lives. A
   * peer that is gone is noticed by this write, since a quiet stream has no other.
   */
  void keepAlive() {
    boolean stuck;
    synchronized (this) {
      if (quiet && unsent.isEmpty() && !ending) {
        add(KEEP_ALIVE);
      }
      quiet = true;
      stuckRounds = moved || unsent.isEmpty() ? 0 : stuckRounds + 1;
      moved = false;
      stuck = stuckRounds > MOST_STUCK_ROUNDS;
    }
    if (stuck) {
      LOG.log(Level.FINE, "An event stream client does not read; closing its stream");
      abandon();
    } else {
      write();
    }
  }

  @Override
  public void missed(Instant after) {
    eventRenderer.missed(after).ifPresent(this::send);
  }

  /** Ends with this as its last words, if they can be written; events that wait go unsent. */
  @Override
  public void close(String why) {
    boolean again;
    synchronized (this) {
      again = ending;
      if (!again) {
        giveUp();
        eventRenderer.closing(why).ifPresent(sseEvent -> unsent.add(sseEvent.bytes()));
        unsent.add((": closed: " + why + "\n\n").getBytes(StandardCharsets.UTF_8));
        unflushed = true;
      }
    }
    if (again) {
      abandon();
    } else {
      write();
    }
  }

  /** Ends at once, whatever is still unsent. */
  void abandon() {
    if (silence()) {
      end.accept(this);
    }
  }

  /** Whether the server has ended its exchange, whose response must not be touched any more. */
  synchronized boolean isTakenBack() {
    return takenBack;
  }

  /**
   * Stops writing, without a notification.
   *
   * @return false if it had ended before
   */
  synchronized boolean silence() {
    boolean first = !ended;
    giveUp();
    ended = true;
    return first;
  }

  private void add(byte[] bytes) {
    if (ended) {
      return;
    }
    unsent.add(bytes);
    unsentBytes += bytes.length;
    quiet = false;
  }

  private void giveUp() {
    ending = true;
    unsent.clear();
    unsentBytes = 0;
    unflushed = false;
    onRoom = () -> {};
  }

  @Override
  public void onWritePossible() {
    synchronized (this) {
      open = true;
    }
    write();
  }

  @Override
  public void onError(Throwable error) {
    LOG.log(Level.FINE, "An event stream client disconnected", error);
    abandon();
  }

  private void write() {
    boolean complete;
    Runnable call = null;
    synchronized (this) {
      if (!open || ended) {
        return;
      }
      try {
        writeReady();
      } catch (IOException | IllegalStateException e) {
        // Not every server reports it to onError as well.
        LOG.log(Level.FINE, "An event stream client disconnected", e);
        giveUp();
      } catch (RuntimeException e) {
        // So one server shows that it has taken the connection back already.
        LOG.log(Level.FINE, "The server has already closed an event stream", e);
        giveUp();
        takenBack = true;
      }
      complete = ending && unsent.isEmpty() && !unflushed;
      ended = complete;
      if (refused && unsentBytes < ENOUGH_BYTES / 2) {
        refused = false;
        call = onRoom;
      }
    }
    if (complete) {
      end.accept(this);
    } else if (call != null) {
      call.run();
    }
  }

  /** Writing and flushing are both allowed only while the connection is ready. */
  private void writeReady() throws IOException {
    while (out.isReady()) {
      byte[] next = unsent.poll();
      if (next != null) {
        unsentBytes -= next.length;
        unflushed = true;
        moved = true;
        out.write(next);
      } else if (unflushed) {
        unflushed = false;
        out.flush();
      } else {
        return;
      }
    }
  }
}
