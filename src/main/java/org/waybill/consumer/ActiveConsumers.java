package org.waybill.consumer;

import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * All consumers that deliver to one message-driven bean, and the two threads that look after them.
 */
final class ActiveConsumers {

  private static final Logger LOG = Logger.getLogger(ActiveConsumers.class.getName());
  private static final long LOOK_MILLIS = 500;
  private static final Duration LONGEST_STOP = Duration.ofSeconds(5);

  private final MessageEndpointFactory beans;
  private final ConnectionSource connections;
  private final ConsumerThreads threads = new ConsumerThreads();
  private final Map<MessageSource, ConsumerGroup> groups = new ConcurrentHashMap<>();
  private final Thread looking = threads.newThread(() -> repeat(this::refresh));
  private final Thread echoing = threads.newThread(() -> repeat(this::echo));
  private volatile boolean stopping;
  private long lastEcho = NanoTime.now();

  ActiveConsumers(MessageEndpointFactory beans, ConnectionSource connections) {
    this.beans = beans;
    this.connections = connections;
  }

  void start() {
    looking.setName("waybill-consumers-look");
    echoing.setName("waybill-consumers-echo");
    looking.start();
    echoing.start();
  }

  boolean deliverTo(MessageEndpointFactory other) {
    return beans == other;
  }

  void listen(MessageSource source, int consumers) {
    groups
        .computeIfAbsent(source, each -> new ConsumerGroup(each, connections, beans, NanoTime::now))
        .resize(consumers, threads);
  }

  void unlisten(MessageSource source) {
    ConsumerGroup group = groups.remove(source);
    if (group != null) {
      group.stop();
    }
  }

  Optional<DestinationStatus> status(MessageSource source) {
    return Optional.ofNullable(groups.get(source)).map(ConsumerGroup::status);
  }

  /** Nothing is delivered any more when this returns, unless the bean does not let go in time. */
  void stop() {
    stopping = true;
    looking.interrupt();
    echoing.interrupt();
    groups.values().forEach(ConsumerGroup::stop);
    threads.awaitEnd(LONGEST_STOP);
  }

  private void refresh() {
    groups.values().forEach(each -> each.refresh(threads));
  }

  /** Says something on each topic every two seconds, and at once to a subscription that is new. */
  private void echo() {
    boolean due = NanoTime.now() - lastEcho >= ConsumerLife.WAIT.toNanos();
    if (due) {
      lastEcho = NanoTime.now();
    }
    for (ConsumerGroup group : groups.values()) {
      if (group.source().hasEcho() && (due || group.awaitsFirstEcho())) {
        try {
          Echo.send(connections, group.source().name());
        } catch (JMSException | JMSRuntimeException e) {
          // Whoever waits for it notices, and says so.
          LOG.log(Level.FINE, "could not send the echo message that checks consumers", e);
        }
      }
    }
  }

  private void repeat(Runnable round) {
    while (!stopping) {
      try {
        TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        round.run();
      } catch (InterruptedException e) {
        LOG.log(Level.FINE, "interrupted; ends if it was stopped", e);
      } catch (Throwable e) {
        // Even an Error: nobody else looks after them.
        LOG.log(Level.WARNING, "Check of the JMS consumers failed, retrying", e);
      }
    }
  }
}
