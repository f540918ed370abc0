package org.waybill.queue;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;

/** The consumers of one destination: each a thread with a session of its own. */
final class ConsumerGroup {

  private static final Logger LOG = Logger.getLogger(ConsumerGroup.class.getName());
  private static final long SAY_AGAIN_NANOS = Duration.ofSeconds(10).toNanos();

  private final ConnectionFactory connections;
  private final Subscription subscription;
  private final DestinationListener listener;
  private final Consumer<ConsumerRemade> observers;
  private final List<ConsumerThread> consumers;
  private final AtomicLong remade = new AtomicLong();
  private final AtomicLong lastSaid;
  private final LongSupplier nanos;
  private volatile boolean stopping;

  ConsumerGroup(
      ConnectionFactory connections,
      Subscription subscription,
      DestinationListener listener,
      Consumer<ConsumerRemade> observers,
      LongSupplier nanos) {
    this.connections = connections;
    this.subscription = subscription;
    this.listener = listener;
    this.observers = observers;
    this.nanos = nanos;
    this.lastSaid = new AtomicLong(nanos.getAsLong() - SAY_AGAIN_NANOS);
    this.consumers =
        IntStream.range(0, subscription.consumers())
            .mapToObj(i -> new ConsumerThread(this, new ConsumerLife(nanos, hasEcho())))
            .toList();
  }

  void start(ThreadFactory threads) {
    consumers.forEach(each -> each.start(threads));
  }

  /** No more messages; what is in hand is worked off by its threads. */
  void stop() {
    stopping = true;
    consumers.forEach(ConsumerThread::stop);
  }

  boolean isStopping() {
    return stopping;
  }

  /** Has those made again that the broker does not answer, or whose thread has ended. */
  void look(ThreadFactory threads) {
    if (stopping) {
      return;
    }
    for (ConsumerThread each : consumers) {
      if (each.life().interruptIfDeaf()) {
        LOG.log(
            Level.FINE,
            "A consumer of {0} gets no answer and is made again",
            subscription.destination());
      }
      each.start(threads);
    }
  }

  ConsumerStatus status() {
    int living = (int) consumers.stream().filter(each -> each.life().isLiving()).count();
    return new ConsumerStatus(
        subscription.destination(), subscription.consumers(), living, remade.get());
  }

  /** What this node says on a topic must come back to it. */
  boolean hasEcho() {
    return subscription.kind() == ReplyTo.Kind.TOPIC;
  }

  boolean awaitsFirstEcho() {
    return consumers.stream().anyMatch(each -> each.life().awaitsFirstEcho());
  }

  /** One of them listens again: between its sessions a topic may have said what it did not hear. */
  void remade() {
    try {
      observers.accept(new ConsumerRemade(subscription.destination()));
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "Not told that a consumer was made again", e);
    }
  }

  ConnectionFactory connections() {
    return connections;
  }

  Destination destination(Session session) throws JMSException {
    return switch (subscription.kind()) {
      case QUEUE -> session.createQueue(subscription.destination());
      case TOPIC -> session.createTopic(subscription.destination());
    };
  }

  Subscription subscription() {
    return subscription;
  }

  DestinationListener listener() {
    return listener;
  }

  /** One of them lost its session; many do at once, which is one thing to say. */
  void lost(Throwable why) {
    remade.incrementAndGet();
    long said = lastSaid.get();
    long now = nanos.getAsLong();
    boolean first = now - said >= SAY_AGAIN_NANOS && lastSaid.compareAndSet(said, now);
    LOG.log(
        first ? Level.WARNING : Level.FINE,
        "Consumers of {0} lost their session ({1}) and are made again",
        new Object[] {subscription.destination(), why.getMessage()});
  }
}
