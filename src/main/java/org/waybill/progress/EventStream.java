package org.waybill.progress;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.waybill.task.TaskEvent;

/**
 * Server-sent events to one client. Writes only as much as the connection takes at the moment, so
 * that no thread waits for a client that reads slowly; its events wait in the rows.
 */
final class EventStream implements Outlet, WriteListener {

  private static final Logger LOG = Logger.getLogger(EventStream.class.getName());
  private static final int ENOUGH_BYTES = 128 * 1024;
  private static final byte[] KEEP_ALIVE = ": keep-alive\n\n".getBytes(StandardCharsets.UTF_8);

  private final Runnable end;
  private final ServletOutputStream out;
  private final Wording wording;
  private final Deque<byte[]> unsent = new ArrayDeque<>();
  private int unsentBytes;
  private boolean open;

  /** From the beginning: the head goes out at once, or who opens a quiet stream hears nothing. */
  private boolean unflushed = true;

  private boolean quiet;
  private boolean refused;
  private boolean ending;
  private boolean ended;
  private Runnable onRoom = () -> {};

  /**
   * @param end called once, when all is written or the client has gone
   */
  EventStream(ServletOutputStream out, Wording wording, Runnable end) {
    this.out = out;
    this.wording = wording;
    this.end = end;
  }

  /** Begins to write, as soon as the server lets it. */
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
      wording.of(event).forEach(frame -> add(frame.bytes()));
      ending = wording.endsWith(event);
    }
    write();
  }

  void send(Frame frame) {
    synchronized (this) {
      add(frame.bytes());
    }
    write();
  }

  /** Called from time to time: proves to both sides and all between that the connection lives. */
  void keepAlive() {
    synchronized (this) {
      if (quiet && unsent.isEmpty() && !ending) {
        add(KEEP_ALIVE);
      }
      quiet = true;
    }
    write();
  }

  private void add(byte[] bytes) {
    unsent.add(bytes);
    unsentBytes += bytes.length;
    quiet = false;
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
    LOG.log(Level.FINE, "The client of an event stream has gone", error);
    synchronized (this) {
      if (ended) {
        return;
      }
      ended = true;
    }
    end.run();
  }

  private void write() {
    boolean complete;
    boolean room;
    synchronized (this) {
      if (!open || ended) {
        return;
      }
      try {
        writeReady();
      } catch (IOException | IllegalStateException e) {
        // Not every server reports it to onError as well.
        LOG.log(Level.FINE, "The client of an event stream has gone", e);
        ending = true;
        unsent.clear();
        unflushed = false;
      }
      complete = ending && unsent.isEmpty() && !unflushed;
      ended = complete;
      room = refused && unsentBytes < ENOUGH_BYTES / 2;
      refused &= !room;
    }
    if (complete) {
      end.run();
    } else if (room) {
      onRoom.run();
    }
  }

  /** Writing and flushing are both allowed only while the connection is ready. */
  private void writeReady() throws IOException {
    while (out.isReady()) {
      byte[] next = unsent.poll();
      if (next != null) {
        unsentBytes -= next.length;
        unflushed = true;
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
