package org.waybill.streaming;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.waybill.event.Publisher;
import org.waybill.messaging.BrokerUnavailable;
import org.waybill.messaging.EventTopic;
import org.waybill.messaging.NodeMessage;
import org.waybill.task.TaskEvent;
import org.waybill.time.Ticker;

/**
 * Publishes events committed here to the other nodes while they have subscribers. Events that are
 * not sent, because the broker is unavailable or a subscription is very new, are found in the rows.
 */
@ApplicationScoped
public class ClusterEvents {

  private static final Logger LOG = Logger.getLogger(ClusterEvents.class.getName());
  private static final Duration SAY_AGAIN = Duration.ofSeconds(2);
  private static final long HEARD_FOR_NANOS = SAY_AGAIN.multipliedBy(4).toNanos();
  private static final int MOST_AT_ONCE = 200;
  private static final int MOST_UNTOLD = 20_000;
  private static final String LISTENING = "listening";

  private final String node = UUID.randomUUID().toString();
  private final BlockingQueue<TaskEvent> unpublished = new ArrayBlockingQueue<>(MOST_UNTOLD);
  private final List<BooleanSupplier> others = new CopyOnWriteArrayList<>();
  private volatile long othersListenUntil;

  @Inject private SubscriberRegistry subscriberRegistry;
  @Inject private EventTopic topic;
  @Inject private Publisher publisher;
  @Inject private Ticker ticker;

  @PostConstruct
  void begin() {
    othersListenUntil = ticker.nanos();
  }

  void observe(@Observes TaskEvent event) {
    if (othersListenUntil - ticker.nanos() > 0) {
      unpublished.offer(event);
    }
  }

  /**
   * Another part of this node, which is no subscriber, needs the other nodes' events while this
   * holds.
   */
  public void listenWhile(BooleanSupplier wanted) {
    others.add(wanted);
  }

  private boolean isSomebodyListening() {
    return subscriberRegistry.connected() > 0
        || others.stream().anyMatch(BooleanSupplier::getAsBoolean);
  }

  /** Publishes, until interrupted. */
  public void run() throws InterruptedException {
    long nextSaying = ticker.nanos();
    while (true) {
      TaskEvent first = unpublished.poll(SAY_AGAIN.toMillis() / 4, TimeUnit.MILLISECONDS);
      try {
        if (ticker.nanos() - nextSaying >= 0 && isSomebodyListening()) {
          nextSaying = ticker.nanos() + SAY_AGAIN.toNanos();
          topic.publish(node, LISTENING);
        }
        if (first != null) {
          List<TaskEvent> events = new ArrayList<>(List.of(first));
          unpublished.drainTo(events, MOST_AT_ONCE);
          topic.publish(node, ClusterEventCodec.write(events));
        }
      } catch (BrokerUnavailable e) {
        LOG.log(
            Level.FINE,
            "Could not publish events to other nodes; they read them from the database",
            e);
        unpublished.clear();
        TimeUnit.SECONDS.sleep(1);
      }
    }
  }

  /** Receives a message of another node. */
  void receive(@Observes NodeMessage message) {
    if (node.equals(message.node())) {
      return;
    }
    if (message.text().equals(LISTENING)) {
      othersListenUntil = ticker.nanos() + HEARD_FOR_NANOS;
    } else if (ClusterEventCodec.are(message.text())) {
      ClusterEventCodec.read(message.text(), this::pass);
    }
  }

  private void pass(TaskEvent event, boolean complete) {
    subscriberRegistry.received(event, complete);
    publisher.publish(new RemoteTaskEvent(event));
  }
}
