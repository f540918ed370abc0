package org.waybill.consumer;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.resource.spi.UnavailableException;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The consumers of one destination: each a thread with a session of its own. */
final class ConsumerGroup {

  private static final Logger LOG = Logger.getLogger(ConsumerGroup.class.getName());

  private final MessageSource source;
  private final ConnectionSource connections;
  private final MessageEndpointFactory beans;
  private final LongSupplier nanos;
  private final AtomicLong lost = new AtomicLong();
  private final AtomicLong remade = new AtomicLong();
  private final ThrottledLog losses;
  private final ThrottledLog failures;
  private List<ConsumerThread> consumers = List.of();

  ConsumerGroup(
      MessageSource source,
      ConnectionSource connections,
      MessageEndpointFactory beans,
      LongSupplier nanos) {
    this.source = source;
    this.connections = connections;
    this.beans = beans;
    this.nanos = nanos;
    this.losses = new ThrottledLog(LOG, nanos);
    this.failures = new ThrottledLog(LOG, nanos);
  }

  /** Has so many of them; those that are too many end when their message is worked off. */
  synchronized void resize(int count, ThreadFactory threads) {
    List<ConsumerThread> changed = new ArrayList<>(consumers);
    while (changed.size() > count) {
      changed.remove(changed.size() - 1).stop();
    }
    while (changed.size() < count) {
      ConsumerThread added = new ConsumerThread(this, new ConsumerLife(nanos, source.hasEcho()));
      changed.add(added);
      added.start(threads);
    }
    consumers = List.copyOf(changed);
  }

  /** No more messages; what is in hand is worked off by its threads. */
  synchronized void stop() {
    consumers.forEach(ConsumerThread::stop);
    consumers = List.of();
  }

  /** Has those made again that the broker does not answer, or whose thread has ended. */
  synchronized void refresh(ThreadFactory threads) {
    for (ConsumerThread each : consumers) {
      if (each.life().interruptIfDeaf()) {
        LOG.log(
            Level.FINE,
            "A consumer of {0} gets no response from the broker and is recreated",
            source.name());
      }
      each.start(threads);
    }
  }

  synchronized DestinationStatus status() {
    int living = (int) consumers.stream().filter(each -> each.life().isLiving()).count();
    return new DestinationStatus(
        source.kind(), source.name(), consumers.size(), living, lost.get(), remade.get());
  }

  synchronized boolean awaitsFirstEcho() {
    return consumers.stream().anyMatch(each -> each.life().awaitsFirstEcho());
  }

  MessageSource source() {
    return source;
  }

  Connection connect() throws JMSException {
    return connections.open();
  }

  BeanEndpoint endpoint() throws UnavailableException {
    return new BeanEndpoint(beans);
  }

  /** A consumer receives again: messages of a topic sent between its sessions are lost to it. */
  void remade() {
    remade.incrementAndGet();
  }

  /** One of them lost its session; many do at once, which is one thing to say. */
  void lost(String why) {
    lost.incrementAndGet();
    losses.log("Consumers of {0} lost their session ({1}) and are recreated", source.name(), why);
  }

  /** The bean threw, or could not be called; as long as that goes on, it is one thing to say. */
  void failed(Throwable why) {
    String reason = why.getMessage() == null ? why.toString() : why.getMessage();
    failures.log(
        "Processing messages of {0} failed ({1}); the broker redelivers them",
        source.name(), reason);
  }
}
