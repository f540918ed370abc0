package org.waybill.dispatch;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.waybill.messaging.BrokerQueueFull;
import org.waybill.messaging.BrokerUnavailable;
import org.waybill.messaging.DispatchMessage;
import org.waybill.messaging.DispatchMessageSender;
import org.waybill.owner.Owner;
import org.waybill.sql.DatabaseException;
import org.waybill.task.DispatchStore;
import org.waybill.time.Ticker;
import org.waybill.type.KnownTypes;

/**
 * Sends dispatched ids to the broker, in one thread that nobody waits for. Ids that the broker does
 * not accept become ready again; while the broker is unavailable nothing is dispatched.
 */
@ApplicationScoped
public class DispatchPublisher {

  private static final Logger LOG = Logger.getLogger(DispatchPublisher.class.getName());
  private static final long PROBE_MILLIS = 250;
  private static final long LONGEST_PROBE_MILLIS = 4_000;
  private static final long ONE_SECOND = 1_000;
  private static final String ANY_QUEUE = KnownTypes.CHAT_MESSAGE.queue();

  /** While messages follow each other, ids for the next one are gathered for this long. */
  private static final long GATHER_NANOS = 6_000_000;

  private record Ready(String queue, Owner owner, UUID id, boolean alone, boolean ahead) {}

  private final LinkedBlockingQueue<Ready> ready = new LinkedBlockingQueue<>();

  private long lastSent;
  private boolean wasAway;

  /** Asked for in the next probe: a broker may take messages for one queue and refuse another's. */
  private String suspect = ANY_QUEUE;

  private long pause = PROBE_MILLIS;

  @Inject private DispatchMessageSender sender;
  @Inject private DispatchStore dispatchStore;
  @Inject private InFlightWindow inFlightWindow;
  @Inject private BatchSizer batchSizer;
  @Inject private Ticker ticker;

  /**
   * @param alone whether it must not share its message: it may be what ended a worker's process,
   *     and those that came with it would count a crash, too
   * @param ahead whether it goes before what lies at the broker
   */
  @PostConstruct
  void begin() {
    lastSent = ticker.nanos();
  }

  void add(String queue, Owner owner, UUID id, boolean alone, boolean ahead) {
    ready.add(new Ready(queue, owner, id, alone, ahead));
  }

  /** Sends until interrupted. */
  void run(Runnable afterReturn) throws InterruptedException {
    while (true) {
      step(ONE_SECOND, afterReturn);
    }
  }

  /** Sends pending ids, or probes the broker; waits at most this long for something to send. */
  void step(long waitMillis, Runnable afterReturn) throws InterruptedException {
    if (!inFlightWindow.isOpen()) {
      probe(afterReturn);
      return;
    }
    Ready first = ready.poll(waitMillis, TimeUnit.MILLISECONDS);
    if (first != null) {
      send(first);
    } else {
      refresh();
    }
  }

  boolean hasMore() {
    return !ready.isEmpty();
  }

  /** Nothing is being sent, so nothing else would notice that the broker is gone. */
  private void refresh() {
    try {
      sender.reach(ANY_QUEUE);
    } catch (BrokerUnavailable e) {
      away(e);
    }
  }

  /** Logged once per outage. */
  private void away(BrokerUnavailable e) {
    BrokerState state = BrokerState.AWAY;
    if (e instanceof BrokerQueueFull refusal) {
      state = BrokerState.FULL;
      suspect = refusal.queue();
    }
    if (!wasAway || state != inFlightWindow.broker()) {
      LOG.log(
          Level.WARNING,
          state == BrokerState.FULL
              ? "The broker accepts no messages ({0}); tasks are accepted and wait until it does"
              : "The broker is unavailable ({0}); tasks are accepted and wait until it is back",
          e.getMessage());
    }
    inFlightWindow.shut(state);
    wasAway = true;
  }

  private void send(Ready first) {
    List<Ready> batch = new ArrayList<>();
    batch.add(first);
    if (batchSizer.idsPerMessage(first.queue()) > 1) {
      LockSupport.parkNanos(lastSent + GATHER_NANOS - ticker.nanos());
    }
    ready.drainTo(batch);
    lastSent = ticker.nanos();
    try {
      sender.send(messages(batch));
    } catch (BrokerUnavailable e) {
      away(e);
      putBack(batch);
    }
  }

  /** Groups ids by queue, as many to a message as the queue's pace allows. */
  private List<DispatchMessage> messages(List<Ready> batch) {
    Map<String, List<UUID>> byQueue = new LinkedHashMap<>();
    List<DispatchMessage> messages = new ArrayList<>();
    for (Ready each : batch) {
      if (each.alone() || each.ahead()) {
        messages.add(new DispatchMessage(each.queue(), List.of(each.id()), each.ahead()));
      } else {
        byQueue.computeIfAbsent(each.queue(), q -> new ArrayList<>()).add(each.id());
      }
    }
    byQueue.forEach(
        (queue, ids) -> {
          int each = batchSizer.idsPerMessage(queue);
          for (int from = 0; from < ids.size(); from += each) {
            List<UUID> some = ids.subList(from, Math.min(from + each, ids.size()));
            messages.add(new DispatchMessage(queue, List.copyOf(some)));
          }
        });
    return messages;
  }

  private void putBack(List<Ready> batch) {
    try {
      dispatchStore.takeBack(batch.stream().map(Ready::id).toList());
      batch.forEach(r -> inFlightWindow.giveBack(r.queue(), r.owner()));
    } catch (DatabaseException e) {
      // Once the broker is back, everything still marked as dispatched is taken back.
      LOG.log(
          Level.FINE,
          "undispatched tasks could not be marked as waiting; this is repeated when the broker is"
              + " back",
          e);
    }
  }

  private void probe(Runnable afterReturn) throws InterruptedException {
    List<Ready> late = new ArrayList<>();
    ready.drainTo(late);
    if (!late.isEmpty()) {
      putBack(late);
    }
    try {
      sender.reach(suspect);
      if (wasAway) {
        dispatchStore.takeAllBack();
        LOG.info("The broker accepts messages again; waiting tasks are dispatched");
        wasAway = false;
      }
      inFlightWindow.recount(dispatchStore.underWay());
      inFlightWindow.open();
      suspect = ANY_QUEUE;
      pause = PROBE_MILLIS;
      afterReturn.run();
    } catch (BrokerUnavailable e) {
      away(e);
      TimeUnit.MILLISECONDS.sleep(pause);
      // An unavailable broker fails fast or not at all; a full one is probed less often.
      pause =
          e instanceof BrokerQueueFull ? Math.min(2 * pause, LONGEST_PROBE_MILLIS) : PROBE_MILLIS;
    } catch (DatabaseException e) {
      TimeUnit.MILLISECONDS.sleep(PROBE_MILLIS);
    }
  }
}
