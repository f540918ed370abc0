package org.waybill.messaging;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.management.JMX;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import org.waybill.event.Publisher;

/**
 * Tells the consumers' resource adapter which destinations to consume on this node, and reads their
 * state.
 */
@ApplicationScoped
public class Consumers {

  private static final Logger LOG = Logger.getLogger(Consumers.class.getName());
  private static final ObjectName ADAPTER = name("org.waybill:type=Consumers");

  @Inject private DestinationListeners listeners;
  @Inject private Publisher publisher;

  private final Map<String, Long> remade = new HashMap<>();
  private volatile boolean started;

  /**
   * @throws IllegalStateException if the adapter is not deployed
   */
  void start() {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    if (!server.isRegistered(ADAPTER)) {
      throw new IllegalStateException(
          "The resource adapter for JMS consumers is not deployed; deploy waybill-consumers.rar"
              + " before waybill.war");
    }
    ConsumerControl adapter = adapter();
    // What an application before this one has left.
    adapter.getStatus().forEach(each -> adapter.unlisten(each.kind(), each.destination()));
    subscriptions()
        .forEach(each -> adapter.listen(each.kind(), each.destination(), each.consumers()));
    started = true;
  }

  void stop() {
    started = false;
    try {
      ConsumerControl adapter = adapter();
      subscriptions().forEach(each -> adapter.unlisten(each.kind(), each.destination()));
    } catch (UndeclaredThrowableException e) {
      LOG.log(Level.FINE, "The resource adapter has already stopped, and its consumers with it", e);
    }
  }

  /**
   * Starts the consumers that are wanted by now, and fires an event for each consumer that has been
   * restored since the last round.
   */
  void watch() {
    listenAsWanted();
    for (ConsumerStatus each : status()) {
      long before = remade.getOrDefault(each.destination(), 0L);
      remade.put(each.destination(), each.remade());
      for (long i = before; i < each.remade(); i++) {
        publisher.publish(new ConsumerRestarted(each.destination()));
      }
    }
  }

  private void listenAsWanted() {
    List<Subscription> before = subscriptions();
    listeners.find();
    List<Subscription> now = subscriptions();
    if (!now.equals(before)) {
      ConsumerControl adapter = adapter();
      before.stream()
          .filter(each -> !now.contains(each))
          .filter(each -> now.stream().noneMatch(each::isOfSamePlace))
          .forEach(each -> adapter.unlisten(each.kind(), each.destination()));
      now.stream()
          .filter(each -> !before.contains(each))
          .forEach(each -> adapter.listen(each.kind(), each.destination(), each.consumers()));
    }
  }

  /** Where this node listens. */
  public List<Subscription> subscriptions() {
    return listeners.subscriptions();
  }

  /** The state of each destination; empty until the consumers have been started. */
  public List<ConsumerStatus> status() {
    if (!started) {
      return List.of();
    }
    try {
      return adapter().getStatus();
    } catch (UndeclaredThrowableException e) {
      LOG.log(Level.FINE, "The resource adapter is not available", e);
      return subscriptions().stream()
          .map(to -> new ConsumerStatus(to.kind(), to.destination(), to.consumers(), 0, 0, 0))
          .toList();
    }
  }

  private static ConsumerControl adapter() {
    return JMX.newMXBeanProxy(
        ManagementFactory.getPlatformMBeanServer(), ADAPTER, ConsumerControl.class);
  }

  private static ObjectName name(String text) {
    try {
      return new ObjectName(text);
    } catch (MalformedObjectNameException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
