package org.waybill.consumer;

import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What is to be listened to, and the consumers that do while there is a bean to deliver to. */
final class ConsumerRegistry implements ConsumersMXBean {

  private static final Logger LOG = Logger.getLogger(ConsumerRegistry.class.getName());

  private final Map<MessageSource, Integer> wanted = new LinkedHashMap<>();
  private ActiveConsumers active;

  @Override
  public synchronized void listen(DestinationKind kind, String destination, int consumers) {
    if (kind == null || destination == null || destination.isBlank()) {
      throw new IllegalArgumentException("the kind or the name of the destination is missing");
    }
    if (consumers < 1) {
      throw new IllegalArgumentException(
          "consumers of " + destination + " is " + consumers + "; allowed: 1 or more");
    }
    MessageSource source = new MessageSource(kind, destination);
    wanted.put(source, consumers);
    if (active != null) {
      active.listen(source, consumers);
    }
  }

  @Override
  public synchronized void unlisten(DestinationKind kind, String destination) {
    MessageSource source = new MessageSource(kind, destination);
    wanted.remove(source);
    if (active != null) {
      active.unlisten(source);
    }
  }

  @Override
  public synchronized List<DestinationStatus> getStatus() {
    return wanted.entrySet().stream().map(each -> status(each.getKey(), each.getValue())).toList();
  }

  private DestinationStatus status(MessageSource source, int consumers) {
    DestinationStatus silent =
        new DestinationStatus(source.kind(), source.name(), consumers, 0, 0, 0);
    return active == null ? silent : active.status(source).orElse(silent);
  }

  /**
   * From now on messages are delivered to this bean.
   *
   * @throws IllegalStateException if there is another already
   */
  synchronized void activate(MessageEndpointFactory beans, ConnectionSource connections) {
    if (active != null) {
      throw new IllegalStateException("messages are already delivered to another bean");
    }
    active = new ActiveConsumers(beans, connections);
    active.start();
    wanted.forEach(active::listen);
    LOG.log(Level.FINE, "Messages of {0} are now delivered to the application", wanted.keySet());
  }

  void deactivate(MessageEndpointFactory beans) {
    ActiveConsumers ending;
    synchronized (this) {
      if (active == null || !active.deliverTo(beans)) {
        return;
      }
      ending = active;
      active = null;
    }
    ending.stop();
  }

  void stop() {
    ActiveConsumers ending;
    synchronized (this) {
      ending = active;
      active = null;
    }
    if (ending != null) {
      ending.stop();
    }
  }
}
