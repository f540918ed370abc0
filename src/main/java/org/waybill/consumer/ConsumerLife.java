package org.waybill.consumer;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The state of one consumer. Its own thread reports what it does, others check it; a consumer
 * without a response is interrupted while it waits for the broker, and never during its work.
 */
final class ConsumerLife {

  /** A receive that finds nothing ends with the broker's answer after this time. */
  static final Duration WAIT = Duration.ofSeconds(2);

  /** That answer takes no longer than this, or the broker no longer knows the consumer. */
  static final Duration ANSWER = Duration.ofSeconds(5);

  /** A topic brings back what this node says there, every so often, within this time. */
  static final Duration ECHO = Duration.ofSeconds(7);

  /** One that was lost is believed again only after this time, however quickly it came back. */
  static final Duration DOUBT = Duration.ofSeconds(3);

  private enum State {
    AWAY,
    WAITING,
    WORKING
  }

  private final LongSupplier nanos;
  private final boolean hasEcho;
  private State state = State.AWAY;
  private long since;
  private boolean hasAnswered;
  private boolean wasLost;
  private long lostAt;
  private boolean hasHeardEcho;
  private long echoSince;
  private Thread waiting;
  private boolean wasInterrupted;

  /**
   * @param hasEcho whether it must also receive the messages that this node sends to itself
   */
  ConsumerLife(LongSupplier nanos, boolean hasEcho) {
    this.nanos = nanos;
    this.hasEcho = hasEcho;
    this.since = nanos.getAsLong();
  }

  /** Its thread asks the broker for a message. */
  synchronized void waits() {
    state = State.WAITING;
    since = nanos.getAsLong();
    waiting = Thread.currentThread();
  }

  /**
   * The broker has delivered a message, or has answered that there is none.
   *
   * @return whether this is the first answer of a session that follows a lost one
   */
  synchronized boolean answered() {
    boolean first = !hasAnswered;
    if (first) {
      echoSince = nanos.getAsLong();
    }
    hasAnswered = true;
    rests();
    return first && wasLost;
  }

  synchronized void heardEcho() {
    hasHeardEcho = true;
    echoSince = nanos.getAsLong();
  }

  /** Whether it listens, but has not yet received this node's own message. */
  synchronized boolean awaitsFirstEcho() {
    return hasEcho && hasAnswered && !hasHeardEcho;
  }

  private void rests() {
    state = State.WORKING;
    waiting = null;
    // Nobody interrupts from here on: one that came too late must not hit the work.
    Thread.interrupted();
  }

  /**
   * Its session is given up.
   *
   * @return whether its wait was ended because the broker did not answer
   */
  synchronized boolean lost() {
    boolean interrupted = wasInterrupted;
    wasInterrupted = false;
    rests();
    state = State.AWAY;
    hasAnswered = false;
    hasHeardEcho = false;
    wasLost = true;
    lostAt = nanos.getAsLong();
    return interrupted;
  }

  /** Ends a wait that nobody will end: its thread gets an exception and makes a new session. */
  synchronized boolean interruptIfDeaf() {
    if (waiting == null || !isDeaf()) {
      return false;
    }
    wasInterrupted = true;
    waiting.interrupt();
    return true;
  }

  /** Ends a wait, if it waits. */
  synchronized void interruptWait() {
    if (waiting != null) {
      waiting.interrupt();
    }
  }

  /** Whether it works on a message, or the broker has lately answered it. */
  synchronized boolean isLiving() {
    return hasAnswered
        && (hasHeardEcho || !hasEcho)
        && !isDeaf()
        && !(wasLost && age(lostAt) < DOUBT.toNanos());
  }

  private boolean isDeaf() {
    boolean unanswered = state == State.WAITING && age(since) > WAIT.plus(ANSWER).toNanos();
    return unanswered || (hasEcho && hasAnswered && age(echoSince) > ECHO.toNanos());
  }

  private long age(long then) {
    return nanos.getAsLong() - then;
  }
}
