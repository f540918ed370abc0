package org.waybill.queue;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Receives messages of a destination one after the other, until it is stopped: whatever goes wrong,
 * its session is thrown away and another one made.
 */
final class ConsumerThread implements Runnable {

  private static final Logger LOG = Logger.getLogger(ConsumerThread.class.getName());
  private static final long SHORTEST_PAUSE = 50;
  private static final long LONGEST_PAUSE = 2_000;

  private final ConsumerGroup group;
  private final ConsumerLife life;
  private long pause = SHORTEST_PAUSE;
  private Thread thread;

  ConsumerThread(ConsumerGroup group, ConsumerLife life) {
    this.group = group;
    this.life = life;
  }

  ConsumerLife life() {
    return life;
  }

  /** Gives it a thread, if it has none that lives. */
  synchronized void start(ThreadFactory threads) {
    if (thread == null || !thread.isAlive()) {
      thread = threads.newThread(this);
      thread.setName("waybill-" + group.subscription().destination());
      thread.start();
    }
  }

  void stop() {
    life.interruptWait();
  }

  @Override
  public void run() {
    while (!group.isStopping()) {
      try {
        listen();
      } catch (Throwable e) {
        // Even an Error: a consumer that is gone is missed by nobody but those who wait for it.
        lost(e);
      }
    }
  }

  private void lost(Throwable why) {
    life.lost();
    if (group.isStopping()) {
      return;
    }
    group.lost(why);
    try {
      TimeUnit.MILLISECONDS.sleep(pause);
    } catch (InterruptedException e) {
      // Only the application's end interrupts here, and has said so.
      LOG.log(Level.FINE, "no pause", e);
    }
    pause = Math.min(2 * pause, LONGEST_PAUSE);
  }

  private void listen() throws JMSException {
    try (Connection connection = group.connections().createConnection();
        Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
        MessageConsumer consumer = session.createConsumer(group.destination(session))) {
      connection.start();
      // Asked at once whether it is heard; afterwards it waits.
      for (long wait = 1; !group.isStopping(); wait = ConsumerLife.WAIT.toMillis()) {
        Message message = receive(consumer, wait);
        pause = SHORTEST_PAUSE;
        if (message != null && group.hasEcho() && Echo.is(message)) {
          hear(session, message);
        } else if (message != null) {
          handle(session, message);
        }
      }
    }
  }

  /**
   * The next message; null if there is none, which the broker itself has said through this
   * consumer.
   */
  private Message receive(MessageConsumer consumer, long wait) throws JMSException {
    life.waits();
    Message message = consumer.receive(wait);
    if (life.answered()) {
      group.remade();
    }
    return message;
  }

  private void hear(Session session, Message echo) throws JMSException {
    session.commit();
    if (Echo.isOwn(echo)) {
      life.heardEcho();
    }
  }

  private void handle(Session session, Message message) throws JMSException {
    boolean taken = false;
    try {
      group.listener().onMessage(group.subscription(), message);
      taken = true;
    } catch (RedeliverException e) {
      LOG.log(Level.FINE, "comes again", e);
    } catch (Throwable e) {
      LOG.log(
          Level.SEVERE,
          "A message of " + group.subscription().destination() + " could not be taken",
          e);
    }
    // Whoever stopped the work by an interrupt meant the work.
    Thread.interrupted();
    if (taken) {
      session.commit();
    } else {
      session.rollback();
    }
  }
}
