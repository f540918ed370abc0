package org.waybill.queue;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Everybody on this node who listens to the broker. */
@ApplicationScoped
public class Consumers {

  private static final Logger LOG = Logger.getLogger(Consumers.class.getName());
  private static final long LOOK_MILLIS = 500;

  @Resource(name = "jms/waybill")
  private ConnectionFactory connections;

  @Inject @Any private Instance<DestinationListener> listeners;
  @Inject private Event<ConsumerRemade> observers;

  private volatile List<ConsumerGroup> groups = List.of();
  private volatile boolean stopping;
  private long lastEcho = System.nanoTime();

  void start(ManagedThreadFactory threads) {
    groups =
        listeners.stream()
            .flatMap(listener -> listener.subscriptions().stream().map(to -> group(to, listener)))
            .toList();
    groups.forEach(each -> each.start(threads));
    threads.newThread(() -> repeat(LOOK_MILLIS, () -> look(threads))).start();
    threads.newThread(() -> repeat(LOOK_MILLIS, this::echo)).start();
  }

  private ConsumerGroup group(Subscription to, DestinationListener listener) {
    return new ConsumerGroup(connections, to, listener, observers::fire, System::nanoTime);
  }

  private void look(ThreadFactory threads) {
    groups.forEach(each -> each.look(threads));
  }

  /** Says something on each topic every two seconds, and at once to a subscription that is new. */
  private void echo() {
    boolean due = System.nanoTime() - lastEcho >= ConsumerLife.WAIT.toNanos();
    if (due) {
      lastEcho = System.nanoTime();
    }
    for (ConsumerGroup group : groups) {
      if (group.hasEcho() && (due || group.awaitsFirstEcho())) {
        try {
          Echo.send(connections, group.subscription().destination());
        } catch (JMSException | JMSRuntimeException e) {
          LOG.log(Level.FINE, "no echo", e);
        }
      }
    }
  }

  private void repeat(long millis, Runnable round) {
    while (!stopping) {
      try {
        TimeUnit.MILLISECONDS.sleep(millis);
        round.run();
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        LOG.log(Level.WARNING, "The consumers could not be looked after; next try comes", e);
      }
    }
  }

  void stop() {
    stopping = true;
    groups.forEach(ConsumerGroup::stop);
  }

  /** Where this node listens. */
  public List<Subscription> subscriptions() {
    return listeners.stream().flatMap(each -> each.subscriptions().stream()).toList();
  }

  /** How it stands with each destination; empty until they have been started. */
  public List<ConsumerStatus> status() {
    return groups.stream().map(ConsumerGroup::status).toList();
  }
}
