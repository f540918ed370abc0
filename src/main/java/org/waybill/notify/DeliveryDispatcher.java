package org.waybill.notify;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorDefinition;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.waybill.camera.CameraStateChanged;
import org.waybill.config.NotifySettings;
import org.waybill.config.Settings;
import org.waybill.owner.Owner;
import org.waybill.sql.DatabaseException;
import org.waybill.task.TaskEvent;
import org.waybill.time.Ticker;

/**
 * Sends deliveries: of events that were written here at once, of all others by looking around. What
 * is asked each second is cheap, and says as well whether it is worth looking after each event.
 */
@ApplicationScoped
@ManagedExecutorDefinition(
    name = DeliveryDispatcher.SENDERS,
    maxAsync = DeliveryDispatcher.MOST_AT_ONCE)
public class DeliveryDispatcher {

  static final String SENDERS = "java:app/concurrent/waybill-senders";
  static final int MOST_AT_ONCE = 16;

  private static final Logger LOG = Logger.getLogger(DeliveryDispatcher.class.getName());

  /** A receiver that does not answer keeps some of the senders, never all of them. */
  private static final int MOST_OF_A_HOOK = 4;

  private static final int MOST_OF_A_USER = 6;
  private static final int MOST_OF_A_TENANT = 10;

  private static final long SWEEP_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final int SWEEPS_PER_CLEARING = 300;
  private static final Duration MARGIN = Duration.ofSeconds(5);
  private static final Duration SOON = Duration.ofMillis(500);

  private final Semaphore wake = new Semaphore(0);
  private final Semaphore free = new Semaphore(MOST_AT_ONCE);
  private final Map<UUID, Integer> underWay = new ConcurrentHashMap<>();
  private final Map<Owner, Integer> ofOwners = new ConcurrentHashMap<>();
  private volatile boolean wanted;

  @Inject private Settings settings;
  @Inject private DeliveryQueue deliveryQueue;
  @Inject private DeliverySender deliverySender;
  @Inject private Ticker ticker;

  @Resource(lookup = SENDERS)
  private ManagedExecutorService senders;

  private int sweeps;

  void observe(@Observes TaskEvent event) {
    if (wanted && !event.kind().isReport()) {
      wake.release();
    }
  }

  void observe(@Observes CameraStateChanged change) {
    if (wanted) {
      wake.release();
    }
  }

  /** There are deliveries to send, or to send again. */
  void listen() {
    wanted = true;
    wake.release();
  }

  /** Sends until interrupted. */
  public void run() throws InterruptedException {
    long swept = ticker.nanos() - SWEEP_NANOS;
    while (true) {
      wake.tryAcquire(SWEEP_NANOS - (ticker.nanos() - swept), TimeUnit.NANOSECONDS);
      wake.drainPermits();
      try {
        if (ticker.nanos() - swept >= SWEEP_NANOS) {
          swept = ticker.nanos();
          sweep();
        }
        sendWhatIsDue();
      } catch (DatabaseException e) {
        LOG.log(
            Level.WARNING,
            "Webhook deliveries are delayed, the database does not respond: {0}",
            e.getMessage());
      }
    }
  }

  private void sweep() {
    wanted = deliveryQueue.isWanted();
    if (sweeps++ % SWEEPS_PER_CLEARING == 0) {
      deliveryQueue.clear(settings.get(NotifySettings.WEBHOOK_RETENTION));
    }
  }

  private void sendWhatIsDue() {
    int room = free.availablePermits();
    if (room == 0) {
      return;
    }
    Duration lease = settings.get(NotifySettings.WEBHOOK_TIMEOUT).plus(MARGIN);
    List<UUID> busy =
        underWay.entrySet().stream()
            .filter(hook -> hook.getValue() >= MOST_OF_A_HOOK)
            .map(Map.Entry::getKey)
            .toList();
    List<DueDelivery> due =
        deliveryQueue.take(
            new DeliveryQueue.Room(
                room, MOST_OF_A_USER, MOST_OF_A_TENANT, busy, Map.copyOf(ofOwners)),
            lease);
    due.forEach(this::hand);
    if (due.size() == room) {
      wake.release();
    }
  }

  private void hand(DueDelivery due) {
    ofOwners.merge(due.owner(), 1, Integer::sum);
    if (underWay.merge(due.hookId(), 1, Integer::sum) > MOST_OF_A_HOOK) {
      done(due);
      deliveryQueue.giveBack(due, SOON);
      return;
    }
    free.acquireUninterruptibly();
    try {
      senders.execute(() -> send(due));
    } catch (RejectedExecutionException e) {
      free.release();
      done(due);
      deliveryQueue.giveBack(due, SOON);
    }
  }

  private void send(DueDelivery due) {
    try {
      deliverySender.send(due);
    } catch (DatabaseException e) {
      LOG.log(
          Level.WARNING,
          "A webhook delivery is delayed, the database does not respond: {0}",
          e.getMessage());
    } catch (RuntimeException e) {
      LOG.log(Level.SEVERE, "A webhook delivery failed unexpectedly and will be retried", e);
    } finally {
      free.release();
      done(due);
      wake.release();
    }
  }

  private void done(DueDelivery due) {
    underWay.computeIfPresent(due.hookId(), (hook, n) -> n == 1 ? null : n - 1);
    ofOwners.computeIfPresent(due.owner(), (owner, n) -> n == 1 ? null : n - 1);
  }
}
