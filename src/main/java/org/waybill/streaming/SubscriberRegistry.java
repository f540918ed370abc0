package org.waybill.streaming;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.waybill.security.Caller;
import org.waybill.sql.DatabaseException;
import org.waybill.task.EventHistory;
import org.waybill.task.EventReplay;
import org.waybill.task.TaskEvent;
import org.waybill.task.TaskRef;
import org.waybill.time.Ticker;

/** All subscribers of this node, by topic. */
@ApplicationScoped
public class SubscriberRegistry {

  private static final Logger LOG = Logger.getLogger(SubscriberRegistry.class.getName());

  /**
   * Interval of looking up events that may be missing because the broker was unavailable or the
   * subscription new.
   */
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final Set<Subscriber> all = ConcurrentHashMap.newKeySet();
  private final Map<Topic, Set<Subscriber>> byTopic = new ConcurrentHashMap<>();

  /** The tasks that are followed by their id. */
  private final Map<UUID, TaskRef> followed = new ConcurrentHashMap<>();

  private final BlockingQueue<Subscriber> behind = new LinkedBlockingQueue<>();

  @Inject private EventHistory eventHistory;
  @Inject private Fanout fanout;
  @Inject private SocketExtensions extensions;
  @Inject private Ticker ticker;

  /** Adds a subscriber without topics. */
  Subscriber connect(Caller caller, EventSink eventSink) {
    return connect(caller, eventSink, OrderedEventFeed.YOUNG);
  }

  /**
   * The same.
   *
   * @param young a task whose first event here has at most this number is sent from its beginning
   */
  Subscriber connect(Caller caller, EventSink eventSink, int young) {
    AtomicReference<Subscriber> self = new AtomicReference<>();
    Runnable goOn = () -> fallenBehind(self.get());
    eventSink.onRoom(goOn);
    self.set(
        new Subscriber(
            caller, new OrderedEventFeed(eventHistory::after, eventSink, goOn, young), eventSink));
    all.add(self.get());
    return self.get();
  }

  void remove(Subscriber subscriber) {
    all.remove(subscriber);
    subscriber.leave();
    subscriber.topics().forEach(topic -> leave(subscriber, topic));
    subscriber.topics().clear();
  }

  void listen(Subscriber subscriber, Topic topic) {
    listen(subscriber, topic, () -> {});
  }

  private void listen(Subscriber subscriber, Topic topic, Runnable also) {
    subscriber.begin(topic, ticker.nanos());
    byTopic.compute(
        topic,
        (t, listening) -> {
          also.run();
          Set<Subscriber> set = listening == null ? ConcurrentHashMap.newKeySet() : listening;
          set.add(subscriber);
          return set;
        });
    if (!all.contains(subscriber)) {
      // It has gone meanwhile.
      leave(subscriber, topic);
    }
  }

  /** Listens to one task from after this number of its events. */
  void follow(Subscriber subscriber, TaskRef task, int after) {
    // First say where it begins, then listen, then catch up: the feed sorts out what comes by both
    // ways, and nothing that arrives meanwhile is ahead of what is to be read.
    subscriber.feed().startAfter(task, after);
    listen(subscriber, new Topic.OfTask(task.id()), () -> followed.put(task.id(), task));
    try {
      subscriber.feed().catchUp(task, after);
    } catch (DatabaseException e) {
      LOG.log(Level.FINE, "reading events for a subscriber failed, retrying", e);
      fallenBehind(subscriber);
    }
  }

  void stop(Subscriber subscriber, Topic topic) {
    subscriber.topics().remove(topic);
    leave(subscriber, topic);
  }

  /** Topics and their subscribers change only together. */
  private void leave(Subscriber subscriber, Topic topic) {
    byTopic.computeIfPresent(
        topic,
        (t, listening) -> {
          listening.remove(subscriber);
          if (!listening.isEmpty()) {
            return listening;
          }
          if (t instanceof Topic.OfTask task) {
            followed.remove(task.id());
          }
          return null;
        });
  }

  void observe(@Observes TaskEvent event) {
    publish(event.task(), subscriber -> subscriber.offer(event));
  }

  /** Reported by another node; without its data, the rows have to be read. */
  void received(TaskEvent event, boolean complete) {
    if (complete) {
      observe(event);
    } else {
      publish(event.task(), subscriber -> reached(subscriber, event.task(), event.seq()));
    }
  }

  private List<Topic> topicsOf(TaskRef task) {
    return Topic.of(task, extensions.want(task));
  }

  private void publish(TaskRef task, Consumer<Subscriber> how) {
    if (byTopic.isEmpty()) {
      return;
    }
    for (Topic topic : topicsOf(task)) {
      fanout.publish(byTopic.getOrDefault(topic, Set.of()), how);
    }
  }

  /** It has events that it was not sent; they will be read soon. */
  void fallenBehind(Subscriber subscriber) {
    if (subscriber.beginsToWait()) {
      behind.add(subscriber);
    }
  }

  /** Lets subscribers that fell behind catch up, and looks for missed events, until interrupted. */
  public void run() throws InterruptedException {
    long nextLook = ticker.nanos();
    while (true) {
      Subscriber next = behind.poll(LOOK.toMillis(), TimeUnit.MILLISECONDS);
      try {
        if (next != null) {
          next.goOn();
        }
        if (ticker.nanos() - nextLook >= 0) {
          nextLook = ticker.nanos() + LOOK.toNanos();
          refresh();
        }
      } catch (DatabaseException e) {
        LOG.log(Level.FINE, "reading events for subscribers failed, retrying", e);
        if (next != null) {
          fallenBehind(next);
        }
        TimeUnit.MILLISECONDS.sleep(LOOK.toMillis());
      } catch (RuntimeException e) {
        LOG.log(Level.WARNING, "Event delivery to a subscriber failed", e);
      }
    }
  }

  /** Compares what the rows have of the followed tasks with what was sent of them. */
  private void refresh() {
    if (followed.isEmpty()) {
      return;
    }
    Map<UUID, TaskRef> tasks = new HashMap<>(followed);
    Map<UUID, Integer> reached = eventHistory.lastNumbers(tasks.keySet());
    reached.forEach(
        (id, seq) ->
            byTopic
                .getOrDefault(new Topic.OfTask(id), Set.of())
                .forEach(subscriber -> reached(subscriber, tasks.get(id), seq)));
  }

  /** The topics of many tasks that are listened to. */
  Set<Topic> ofMany() {
    return byTopic.keySet().stream()
        .filter(topic -> !(topic instanceof Topic.OfTask))
        .collect(Collectors.toSet());
  }

  /**
   * An event is in the rows, whether it was sent or not.
   *
   * @param age gives the age of an event, by {@link Ticker#nanos}
   */
  void found(EventReplay.EventNumber event, ToLongFunction<Instant> age) {
    long at = age.applyAsLong(event.at());
    for (Topic topic : topicsOf(event.task())) {
      for (Subscriber subscriber : byTopic.getOrDefault(topic, Set.of())) {
        Long since = subscriber.since(topic);
        if (since != null && at - since >= 0 && subscriber.maySee(event.task())) {
          subscriber.feed().found(event);
        }
      }
    }
  }

  /** Tells all subscribers of many tasks that events were left out. */
  void missed(Instant after) {
    byTopic.forEach(
        (topic, listening) -> {
          if (!(topic instanceof Topic.OfTask)) {
            listening.forEach(subscriber -> subscriber.missed(after));
          }
        });
  }

  private static void reached(Subscriber subscriber, TaskRef task, int seq) {
    if (subscriber.maySee(task)) {
      subscriber.feed().reached(task, seq);
    }
  }

  Stream<Subscriber> all() {
    return all.stream();
  }

  /** How many are connected. */
  public int connected() {
    return all.size();
  }
}
