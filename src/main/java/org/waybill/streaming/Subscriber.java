package org.waybill.streaming;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.waybill.security.Caller;
import org.waybill.task.TaskEvent;
import org.waybill.task.TaskRef;
import org.waybill.time.Ticker;

/** A subscriber: its caller, its topics, and what it was sent. */
final class Subscriber {

  private static final AtomicInteger NUMBERS = new AtomicInteger();

  private final int number = NUMBERS.getAndIncrement();
  private final Caller caller;
  private final OrderedEventFeed orderedEventFeed;
  private final EventSink eventSink;
  private final Map<Topic, Long> topics = new ConcurrentHashMap<>();
  private final AtomicBoolean waiting = new AtomicBoolean();
  private volatile boolean gone;

  Subscriber(Caller caller, OrderedEventFeed orderedEventFeed, EventSink eventSink) {
    this.caller = caller;
    this.orderedEventFeed = orderedEventFeed;
    this.eventSink = eventSink;
  }

  /** Counts up from listener to listener. */
  int number() {
    return number;
  }

  Caller caller() {
    return caller;
  }

  OrderedEventFeed feed() {
    return orderedEventFeed;
  }

  /** To be changed by {@link SubscriberRegistry} alone. */
  Set<Topic> topics() {
    return topics.keySet();
  }

  /** From now on, unless it does already. */
  void begin(Topic topic, long nowNanos) {
    topics.putIfAbsent(topic, nowNanos);
  }

  /** Since when, by {@link Ticker#nanos}; null if it does not listen to this. */
  Long since(Topic topic) {
    return topics.get(topic);
  }

  boolean maySee(TaskRef task) {
    return caller.maySee(task.tenant(), task.userId());
  }

  void missed(Instant after) {
    eventSink.missed(after);
  }

  /** Closes its client with this reason. */
  void close(String why) {
    eventSink.close(why);
  }

  /** It has gone: nothing is passed on, and no row is read for it any more. */
  void leave() {
    gone = true;
    orderedEventFeed.close();
  }

  boolean isGone() {
    return gone;
  }

  /** Passes an event on if it is this caller's to see. */
  void offer(TaskEvent event) {
    if (maySee(event.task())) {
      orderedEventFeed.arrived(event);
    }
  }

  /** Passes older events on, before what arrives meanwhile. */
  void replay(Instant since, Runnable replay) {
    orderedEventFeed.replay(since, replay);
  }

  /** The same as {@link #offer} for an event of a replay. */
  void offerReplayed(TaskEvent event) {
    if (maySee(event.task())) {
      orderedEventFeed.replayed(event);
    }
  }

  /** Whether it was not waiting for a catch-up already; it is from now on. */
  boolean beginsToWait() {
    return !gone && waiting.compareAndSet(false, true);
  }

  void goOn() {
    waiting.set(false);
    if (!gone) {
      orderedEventFeed.goOn();
    }
  }
}
