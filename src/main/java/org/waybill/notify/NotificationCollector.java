package org.waybill.notify;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.waybill.notify.Notification.Reason;
import org.waybill.owner.Owner;
import org.waybill.sql.DatabaseException;
import org.waybill.streaming.SocketClients;
import org.waybill.task.EventKind;
import org.waybill.task.TaskEvent;
import org.waybill.task.UuidV7;
import org.waybill.time.Ticker;

/**
 * Notices what users should find when they come back, and tells those who are here. After the
 * commit, many at once, and not durable: a crash may lose the last of them, never a task.
 */
@ApplicationScoped
public class NotificationCollector {

  private static final Logger LOG = Logger.getLogger(NotificationCollector.class.getName());
  private static final int MOST_WAITING = 10_000;
  private static final int MOST_AT_ONCE = 500;
  private static final int MOST_REMEMBERED = 10_000;
  private static final long TICK_MILLIS = 250;
  private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long BEAT_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final int BEATS_PER_CLEARING = 60;

  private final BlockingQueue<NotificationCandidate> waiting =
      new ArrayBlockingQueue<>(MOST_WAITING);
  private final Map<UUID, Boolean> published =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Boolean> eldest) {
          return size() > MOST_REMEMBERED;
        }
      };

  @Inject private Presence presence;
  @Inject private NotificationStore notificationStore;

  /** Of each frame a task ends: nobody wants to read of all of them. */
  private static final String CAMERA_ANALYSIS = "camera_analysis";

  @Inject private SocketClients socketClients;
  @Inject private Ticker ticker;

  private Set<Owner> here = Set.of();
  private long lookedAt;
  private long beatAt;
  private int beats;

  @PostConstruct
  void begin() {
    lookedAt = ticker.nanos();
    beatAt = lookedAt - BEAT_NANOS;
  }

  void observe(@Observes TaskEvent event) {
    EventKind kind = event.kind();
    if (kind.isEnd() || kind == EventKind.INPUT_REQUIRED) {
      NotificationCandidate notificationCandidate = notice(event);
      if (notificationCandidate != null && !waiting.offer(notificationCandidate)) {
        LOG.log(
            Level.FINE, "Notification queue full, no notification for task {0}", event.task().id());
      }
    }
  }

  /** Null if nobody would read it. */
  private NotificationCandidate notice(TaskEvent event) {
    Owner owner = new Owner(event.task().tenant(), event.task().userId());
    if (event.task().type().equals(CAMERA_ANALYSIS)) {
      return null;
    }
    if (event.kind() != EventKind.INPUT_REQUIRED
        && event.task().chatId() == null
        && !presence.isKnown(owner)) {
      return null;
    }
    UUID task = event.task().id();
    Duration duration =
        Duration.ofMillis(
            Math.max(0, event.at().toEpochMilli() - (task.getMostSignificantBits() >>> 16)));
    return new NotificationCandidate(
        UuidV7.next(), owner, task, event.kind(), reason(event.kind(), owner, duration), duration);
  }

  private Reason reason(EventKind kind, Owner owner, Duration duration) {
    if (kind == EventKind.INPUT_REQUIRED) {
      return Reason.INPUT;
    }
    return duration.compareTo(presence.longFor(owner)) >= 0 ? Reason.LONG : Reason.AWAY;
  }

  /** Writes and tells until interrupted. */
  public void run() throws InterruptedException {
    while (true) {
      NotificationCandidate first = waiting.poll(TICK_MILLIS, TimeUnit.MILLISECONDS);
      try {
        step(first);
      } catch (DatabaseException e) {
        LOG.log(
            Level.WARNING,
            "Notifications are delayed, the database does not respond: {0}",
            e.getMessage());
        TimeUnit.SECONDS.sleep(1);
      } catch (RuntimeException e) {
        LOG.log(Level.WARNING, "Creating a notification failed, skipping it", e);
      }
    }
  }

  /** What waits to be written, or null. */
  NotificationCandidate next() {
    return waiting.poll();
  }

  /** Who came and who went is written before what ended meanwhile. */
  void step(NotificationCandidate first) {
    sayWhoIsHere();
    if (first != null) {
      List<NotificationCandidate> notices = new ArrayList<>(List.of(first));
      waiting.drainTo(notices, MOST_AT_ONCE - 1);
      notificationStore.write(notices).forEach(this::publish);
    }
    if (!here.isEmpty() && ticker.nanos() - lookedAt >= LOOK_NANOS) {
      lookedAt = ticker.nanos();
      notificationStore.recent(here).forEach(this::publish);
    }
  }

  private void sayWhoIsHere() {
    Set<Owner> now =
        socketClients.listening().stream()
            .map(caller -> caller.owner())
            .collect(Collectors.toSet());
    boolean beat = ticker.nanos() - beatAt >= BEAT_NANOS;
    if (!now.equals(here) || beat) {
      Set<Owner> left = new HashSet<>(here);
      left.removeAll(now);
      presence.here(now);
      presence.gone(left);
      here = now;
    }
    if (beat) {
      beatAt = ticker.nanos();
      presence.reload();
      if (beats++ % BEATS_PER_CLEARING == 0) {
        presence.clear();
        notificationStore.clear();
      }
    }
  }

  /** Once to whoever is here. */
  private void publish(Notification notification) {
    if (here.contains(notification.owner()) && published.put(notification.id(), true) == null) {
      StringBuilder frame = new StringBuilder("{\"eventType\":\"notification\",\"data\":");
      notification.write(frame);
      Owner owner = notification.owner();
      socketClients.publish(owner.tenant(), owner.userId(), frame.append('}').toString());
    }
  }
}
