package org.waybill.streaming;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.waybill.sql.DatabaseException;
import org.waybill.task.EventReplay;
import org.waybill.time.Ticker;

/**
 * Finds events in the rows that subscribers of many tasks have missed: messages between nodes may
 * be lost because of an unavailable broker, a consumer without a connection, or a frozen process.
 * One statement per round for all subscribers, and none while there are no subscribers.
 */
@ApplicationScoped
public class GapRepair {

  private static final Logger LOG = Logger.getLogger(GapRepair.class.getName());

  /** What is younger is under way still. */
  private static final Duration UNDER_WAY = Duration.ofMillis(500);

  /** An event has its transaction's time, and may be seen so much later; most are not. */
  private static final Duration USUAL_COMMIT = Duration.ofSeconds(2);

  private static final Duration LONGEST_COMMIT = Duration.ofSeconds(12);
  private static final int ROUNDS_PER_LONG_LOOK = 5;

  /** After a longer gap, subscribers get an event {@code missed}. */
  private static final Duration LONGEST_GAP = Duration.ofMinutes(10);

  private static final int PAGE = 5_000;
  private static final int MOST_PAGES = 10;
  private static final int MOST_NAMES = 2_000;

  @Inject private SubscriberRegistry subscriberRegistry;
  @Inject private EventReplay recent;
  @Inject private Ticker ticker;

  /** Everything up to here was checked; null while there are no subscribers. */
  private Instant looked;

  private int rounds;

  /** Called each second, by one thread at a time. */
  public synchronized void runOnce() {
    Set<Topic> topics = subscriberRegistry.ofMany();
    if (topics.isEmpty()) {
      looked = null;
      return;
    }
    try {
      refresh(received(topics));
    } catch (DatabaseException e) {
      LOG.log(Level.FINE, "Reading events for subscribers of many tasks failed, retrying", e);
    }
  }

  private void refresh(EventReplay.Scope heard) {
    Instant now = recent.now();
    long nanos = ticker.nanos();
    Instant to = now.minus(UNDER_WAY);
    Instant from = from(now);
    for (int page = 0; page < MOST_PAGES; page++) {
      List<EventReplay.EventNumber> found = recent.numbers(from, to, heard, PAGE);
      found.forEach(
          event ->
              subscriberRegistry.found(event, at -> nanos - Duration.between(at, now).toNanos()));
      if (found.size() < PAGE) {
        looked = to;
        return;
      }
      Instant last = found.get(PAGE - 1).at();
      // So many of one moment do not fit a page: what is left of them is not waited for.
      from = last.equals(from) ? last.plusNanos(1_000) : last;
      looked = from;
    }
  }

  private Instant from(Instant now) {
    if (looked == null) {
      rounds = 0;
      return now.minus(LONGEST_COMMIT);
    }
    if (looked.isBefore(now.minus(LONGEST_GAP))) {
      LOG.log(
          Level.WARNING,
          "Events since {0} could not be read; subscribers are informed that they missed some",
          looked);
      subscriberRegistry.missed(looked);
      return now.minus(LONGEST_COMMIT);
    }
    rounds++;
    return looked.minus(rounds % ROUNDS_PER_LONG_LOOK == 0 ? LONGEST_COMMIT : USUAL_COMMIT);
  }

  private static EventReplay.Scope received(Set<Topic> topics) {
    List<String> queues = new ArrayList<>();
    List<String> chats = new ArrayList<>();
    List<String> tenants = new ArrayList<>();
    List<String> users = new ArrayList<>();
    for (Topic topic : topics) {
      if (topic instanceof Topic.OfQueue of) {
        queues.add(of.queue());
      } else if (topic instanceof Topic.OfChat of) {
        chats.add(of.chatId());
      } else if (topic instanceof Topic.OfUser of) {
        tenants.add(of.tenant());
        users.add(of.userId());
      } else if (topic instanceof Topic.Unsolicited of) {
        tenants.add(of.tenant());
        users.add(of.userId());
      }
    }
    return new EventReplay.Scope(topics.size() > MOST_NAMES, queues, chats, tenants, users);
  }
}
