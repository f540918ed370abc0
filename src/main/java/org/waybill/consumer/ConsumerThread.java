package org.waybill.consumer;

import jakarta.jms.Connection;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import jakarta.resource.ResourceException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Receives messages of a destination one after the other and delivers them to the bean, until it is
 * stopped: whatever goes wrong, its session is thrown away and another one made.
 */
final class ConsumerThread implements Runnable {

  private static final Logger LOG = Logger.getLogger(ConsumerThread.class.getName());
  private static final long SHORTEST_PAUSE = 50;
  private static final long LONGEST_PAUSE = 2_000;

  private final ConsumerGroup group;
  private final ConsumerLife life;
  private long pause = SHORTEST_PAUSE;
  private Thread thread;
  private volatile boolean stopping;

  ConsumerThread(ConsumerGroup group, ConsumerLife life) {
    this.group = group;
    this.life = life;
  }

  ConsumerLife life() {
    return life;
  }

  /** Gives it a thread, if it has none that lives. */
  synchronized void start(ThreadFactory threads) {
    if (!stopping && (thread == null || !thread.isAlive())) {
      thread = threads.newThread(this);
      thread.setName("waybill-" + group.source().name());
      thread.start();
    }
  }

  /** No further message; the one in hand is worked off. */
  void stop() {
    stopping = true;
    life.interruptWait();
  }

  @Override
  public void run() {
    while (!stopping) {
      try {
        listen();
      } catch (Throwable e) {
        // Even an Error: a consumer that is gone is missed by nobody but those who wait for it.
        lost(e);
      }
    }
  }

  private void lost(Throwable why) {
    boolean interrupted = life.lost();
    if (stopping) {
      return;
    }
    group.lost(interrupted ? "nothing came back from the broker in time" : why.getMessage());
    try {
      TimeUnit.MILLISECONDS.sleep(pause);
    } catch (InterruptedException e) {
      LOG.log(Level.FINE, "interrupted during a pause", e);
    }
    pause = Math.min(2 * pause, LONGEST_PAUSE);
  }

  private void listen() throws JMSException, ResourceException {
    // The way to the bean first: a message that cannot be delivered is not taken.
    try (BeanEndpoint bean = group.endpoint();
        Connection connection = group.connect();
        Session session = connection.createSession(true, Session.SESSION_TRANSACTED)) {
      Destination destination = group.source().in(session);
      try (MessageConsumer consumer = session.createConsumer(destination)) {
        connection.start();
        // The first receive returns at once, to check the connection; later ones wait.
        for (long wait = 1; !stopping; wait = ConsumerLife.WAIT.toMillis()) {
          Message message = receive(consumer, wait);
          pause = SHORTEST_PAUSE;
          if (message != null && group.source().hasEcho() && Echo.is(message)) {
            receive(session, message);
          } else if (message != null) {
            message.setJMSDestination(destination);
            handle(session, bean, message);
          }
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

  private void receive(Session session, Message echo) throws JMSException {
    session.commit();
    if (Echo.isOwn(echo)) {
      life.heardEcho();
    }
  }

  private void handle(Session session, BeanEndpoint bean, Message message)
      throws JMSException, ResourceException {
    boolean taken = false;
    try {
      bean.deliver(message);
      taken = true;
    } catch (Throwable e) {
      group.failed(e);
    }
    // Whoever stopped the work by an interrupt meant the work.
    Thread.interrupted();
    if (taken) {
      session.commit();
    } else {
      session.rollback();
      bean.renew();
    }
  }
}
