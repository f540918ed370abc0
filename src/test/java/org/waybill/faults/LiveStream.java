package org.waybill.faults;

import jakarta.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A client that listens all the time, and comes back when its connection breaks. */
abstract class LiveStream implements AutoCloseable {

  static final Clock CLOCK = Clock.systemUTC();

  private final String name;
  private final boolean resumes;
  private final List<Heard.Span> spans = new CopyOnWriteArrayList<>();
  private final Set<Heard.Key> events = ConcurrentHashMap.newKeySet();
  private final List<Instant> missed = new CopyOnWriteArrayList<>();
  private final Thread thread;
  private volatile boolean closed;
  private volatile Instant openSince;

  LiveStream(String name, boolean resumes) {
    this.name = name;
    this.resumes = resumes;
    this.thread = new Thread(this::listen, name);
    thread.setDaemon(true);
  }

  /** Opens a connection, calls {@link #opened}, and tells what comes until it breaks. */
  abstract void connection() throws Exception;

  /** Breaks the connection that is open. */
  abstract void hangUp();

  void start() {
    thread.start();
  }

  private void listen() {
    while (!closed) {
      try {
        connection();
      } catch (Exception e) {
        // It is broken, however that shows; the client comes back.
        pause();
      } finally {
        broken();
      }
    }
  }

  final void opened() {
    openSince = CLOCK.instant();
  }

  private void broken() {
    Instant since = openSince;
    openSince = null;
    if (since != null) {
      spans.add(new Heard.Span(since, CLOCK.instant(), !closed));
    }
  }

  final boolean isOpen() {
    return openSince != null;
  }

  final void receive(JsonObject event) {
    if (event.getString("eventType", "").equals("missed")) {
      missed.add(CLOCK.instant());
    } else if (event.containsKey("seq")) {
      events.add(new Heard.Key(event.getString("taskId"), event.getInt("seq")));
    }
  }

  /** So far; a stream that is open is so until now. */
  Heard received() {
    List<Heard.Span> all = new CopyOnWriteArrayList<>(spans);
    Instant since = openSince;
    if (since != null) {
      all.add(new Heard.Span(since, CLOCK.instant(), false));
    }
    return new Heard(name, resumes, all, Set.copyOf(events), List.copyOf(missed));
  }

  @Override
  public void close() {
    closed = true;
    hangUp();
    thread.interrupt();
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(200);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
