package org.waybill.progress;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
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
import org.waybill.sql.DatabaseFailure;
import org.waybill.task.History;
import org.waybill.task.RecentEvents;
import org.waybill.task.TaskEvent;
import org.waybill.task.TaskKey;

/** All who listen to this node, by what they listen to. */
@ApplicationScoped
public class Listeners {

  private static final Logger LOG = Logger.getLogger(Listeners.class.getName());

  /** What a node could not hear of, because the broker was away or new, is looked up after this. */
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final Set<Listener> all = ConcurrentHashMap.newKeySet();
  private final Map<Topic, Set<Listener>> byTopic = new ConcurrentHashMap<>();

  /** The tasks that are followed by their id. */
  private final Map<UUID, TaskKey> followed = new ConcurrentHashMap<>();

  private final BlockingQueue<Listener> behind = new LinkedBlockingQueue<>();

  @Inject private History history;
  @Inject private Fanout fanout;

  /** Somebody new, who listens to nothing yet. */
  Listener connect(Caller caller, Outlet outlet) {
    return connect(caller, outlet, Feed.YOUNG);
  }

  /**
   * The same.
   *
   * @param young a task first heard of at an event up to this number is told from its beginning
   */
  Listener connect(Caller caller, Outlet outlet, int young) {
    AtomicReference<Listener> self = new AtomicReference<>();
    Runnable goOn = () -> fallenBehind(self.get());
    outlet.onRoom(goOn);
    self.set(new Listener(caller, new Feed(history::after, outlet, goOn, young), outlet));
    all.add(self.get());
    return self.get();
  }

  void remove(Listener listener) {
    all.remove(listener);
    listener.leave();
    listener.topics().forEach(topic -> leave(listener, topic));
    listener.topics().clear();
  }

  void listen(Listener listener, Topic topic) {
    listen(listener, topic, () -> {});
  }

  private void listen(Listener listener, Topic topic, Runnable also) {
    listener.begin(topic);
    byTopic.compute(
        topic,
        (t, listening) -> {
          also.run();
          Set<Listener> set = listening == null ? ConcurrentHashMap.newKeySet() : listening;
          set.add(listener);
          return set;
        });
    if (!all.contains(listener)) {
      // It has gone meanwhile.
      leave(listener, topic);
    }
  }

  /** Listens to one task from after this number of its events. */
  void follow(Listener listener, TaskKey task, int after) {
    // First listen, then catch up: the feed sorts out what comes by both ways.
    listen(listener, new Topic.OfTask(task.id()), () -> followed.put(task.id(), task));
    try {
      listener.feed().catchUp(task, after);
    } catch (DatabaseFailure e) {
      LOG.log(Level.FINE, "a listener waits for the database", e);
      fallenBehind(listener);
    }
  }

  void stop(Listener listener, Topic topic) {
    listener.topics().remove(topic);
    leave(listener, topic);
  }

  /** What is followed changes only together with who listens to it. */
  private void leave(Listener listener, Topic topic) {
    byTopic.computeIfPresent(
        topic,
        (t, listening) -> {
          listening.remove(listener);
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
    tell(event.task(), listener -> listener.offer(event));
  }

  /** Told by another node; without its data, the rows have to be asked. */
  void heard(TaskEvent event, boolean complete) {
    if (complete) {
      observe(event);
    } else {
      tell(event.task(), listener -> reached(listener, event.task(), event.seq()));
    }
  }

  private void tell(TaskKey task, Consumer<Listener> how) {
    if (byTopic.isEmpty()) {
      return;
    }
    for (Topic topic : Topic.of(task)) {
      fanout.tell(byTopic.getOrDefault(topic, Set.of()), how);
    }
  }

  /** It has events that it was not sent; they will be read soon. */
  void fallenBehind(Listener listener) {
    if (listener.beginsToWait()) {
      behind.add(listener);
    }
  }

  /** Lets those go on who fell behind, and looks what was not heard of, until interrupted. */
  public void run() throws InterruptedException {
    long nextLook = System.nanoTime();
    while (true) {
      Listener next = behind.poll(LOOK.toMillis(), TimeUnit.MILLISECONDS);
      try {
        if (next != null) {
          next.goOn();
        }
        if (System.nanoTime() - nextLook >= 0) {
          nextLook = System.nanoTime() + LOOK.toNanos();
          look();
        }
      } catch (DatabaseFailure e) {
        LOG.log(Level.FINE, "listeners wait for the database", e);
        if (next != null) {
          fallenBehind(next);
        }
        TimeUnit.MILLISECONDS.sleep(LOOK.toMillis());
      } catch (RuntimeException e) {
        LOG.log(Level.WARNING, "A listener could not be told, the next one is", e);
      }
    }
  }

  /** Compares what the rows have of the followed tasks with what was sent of them. */
  private void look() {
    if (followed.isEmpty()) {
      return;
    }
    Map<UUID, TaskKey> tasks = new HashMap<>(followed);
    Map<UUID, Integer> reached = history.lastNumbers(tasks.keySet());
    reached.forEach(
        (id, seq) ->
            byTopic
                .getOrDefault(new Topic.OfTask(id), Set.of())
                .forEach(listener -> reached(listener, tasks.get(id), seq)));
  }

  /** The topics of many tasks that are listened to. */
  Set<Topic> ofMany() {
    return byTopic.keySet().stream()
        .filter(topic -> !(topic instanceof Topic.OfTask))
        .collect(Collectors.toSet());
  }

  /**
   * An event is in the rows, whether it was told or not.
   *
   * @param age tells how long ago an event was, by {@link System#nanoTime}
   */
  void found(RecentEvents.EventNumber event, ToLongFunction<Instant> age) {
    long at = age.applyAsLong(event.at());
    for (Topic topic : Topic.of(event.task())) {
      for (Listener listener : byTopic.getOrDefault(topic, Set.of())) {
        Long since = listener.since(topic);
        if (since != null && at - since >= 0 && listener.maySee(event.task())) {
          listener.feed().found(event);
        }
      }
    }
  }

  /** All who listen to many tasks have to be told that events were left out. */
  void missed(Instant after) {
    byTopic.forEach(
        (topic, listening) -> {
          if (!(topic instanceof Topic.OfTask)) {
            listening.forEach(listener -> listener.missed(after));
          }
        });
  }

  private static void reached(Listener listener, TaskKey task, int seq) {
    if (listener.maySee(task)) {
      listener.feed().reached(task, seq);
    }
  }

  Stream<Listener> all() {
    return all.stream();
  }

  /** How many are connected. */
  public int connected() {
    return all.size();
  }
}
