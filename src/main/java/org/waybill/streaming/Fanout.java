package org.waybill.streaming;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * Publishes events to subscribers in several lanes. Each lane serves a fixed part of the
 * subscribers, one event after another; so committing threads wait for no subscriber, however many
 * there are and however slow one is.
 */
@ApplicationScoped
public class Fanout {

  /** Number of lanes, for each of which a thread calls {@link #run}. */
  public static final int LANES = 2;

  private static final Logger LOG = Logger.getLogger(Fanout.class.getName());

  /** Events beyond this are dropped here and read from the rows. */
  private static final int MOST_WAITING = 10_000;

  private record Publication(Collection<Subscriber> listeners, Consumer<Subscriber> how) {}

  private final List<BlockingQueue<Publication>> lanes =
      Stream.<BlockingQueue<Publication>>generate(() -> new LinkedBlockingQueue<>(MOST_WAITING))
          .limit(LANES)
          .toList();

  private final LongAdder unpublishedCount = new LongAdder();

  /** Never blocks: committing threads do not wait for subscribers. */
  void publish(Collection<Subscriber> listeners, Consumer<Subscriber> how) {
    if (listeners.isEmpty()) {
      return;
    }
    Publication publication = new Publication(listeners, how);
    for (int lane = 0; lane < LANES; lane++) {
      if (!lanes.get(lane).offer(publication)) {
        unpublishedCount.increment();
      }
    }
  }

  /** How many tellings the lanes could not take; listeners find those events in the rows. */
  public long unpublished() {
    return unpublishedCount.sum();
  }

  /** Publishes to the subscribers of this lane, until interrupted. */
  public void run(int lane) throws InterruptedException {
    while (true) {
      publish(lanes.get(lane).take(), lane);
    }
  }

  private static void publish(Publication publication, int lane) {
    for (Subscriber subscriber : publication.listeners()) {
      if (Math.floorMod(subscriber.number(), LANES) == lane && !subscriber.isGone()) {
        try {
          publication.how().accept(subscriber);
        } catch (RuntimeException e) {
          LOG.log(Level.WARNING, "Event delivery to a subscriber failed", e);
        }
      }
    }
  }
}
