package org.waybill.reply;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.waybill.messaging.BrokerUnavailable;
import org.waybill.messaging.ReplySender;
import org.waybill.messaging.Undeliverable;
import org.waybill.sql.DatabaseException;
import org.waybill.task.AwaitedTaskEnded;
import org.waybill.time.Ticker;

/** Sends replies: of tasks that ended here at once, of all others by sweeping. */
@ApplicationScoped
public class ReplyDispatcher {

  private static final Logger LOG = Logger.getLogger(ReplyDispatcher.class.getName());
  private static final long SWEEP_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final int MOST_AT_ONCE = 100;
  private static final int SWEEPS_PER_CLEARING = 60;

  /** More are found by sweeping. */
  private final LinkedBlockingQueue<UUID> ended = new LinkedBlockingQueue<>(10_000);

  @Inject private ReplyStore replyStore;
  @Inject private ReplySender sender;
  @Inject private Ticker ticker;

  private int sweeps;

  void observe(@Observes AwaitedTaskEnded task) {
    refresh(task.taskId());
  }

  /** Sends soon what is due about this task or invalid message. */
  public void refresh(UUID subject) {
    ended.offer(subject);
  }

  /** Sends until interrupted. */
  public void run() throws InterruptedException {
    long swept = ticker.nanos() - SWEEP_NANOS;
    while (true) {
      long untilSweep = SWEEP_NANOS - (ticker.nanos() - swept);
      UUID first = ended.poll(untilSweep, TimeUnit.NANOSECONDS);
      try {
        if (first != null) {
          List<UUID> subjects = new ArrayList<>(List.of(first));
          ended.drainTo(subjects, MOST_AT_ONCE - 1);
          send(replyStore.take(subjects));
        }
        if (ticker.nanos() - swept >= SWEEP_NANOS) {
          swept = ticker.nanos();
          sweep();
        }
      } catch (DatabaseException e) {
        LOG.log(
            Level.WARNING,
            "JMS replies are delayed, the database does not respond: {0}",
            e.getMessage());
      }
    }
  }

  private void sweep() {
    List<Reply> due = replyStore.take();
    while (send(due) && due.size() == MOST_AT_ONCE) {
      due = replyStore.take();
    }
    if (sweeps++ % SWEEPS_PER_CLEARING == 0) {
      replyStore.clear();
    }
  }

  /** False if the broker went away. */
  private boolean send(List<Reply> due) {
    for (int i = 0; i < due.size(); i++) {
      Reply reply = due.get(i);
      try {
        sender.send(reply.to(), reply.correlationId(), reply.json());
        replyStore.sent(reply);
      } catch (Undeliverable e) {
        putOff(reply, e.getMessage());
      } catch (BrokerUnavailable e) {
        LOG.log(Level.FINE, "JMS replies are delayed, the broker is unavailable", e);
        replyStore.giveBack(due.subList(i, due.size()));
        return false;
      }
    }
    return true;
  }

  private void putOff(Reply reply, String error) {
    if (replyStore.putOff(reply, error)) {
      LOG.log(
          Level.WARNING,
          "Sending the JMS reply to {0} for correlation id {1} failed, giving up: {2}",
          new Object[] {reply.to().name(), reply.correlationId(), error});
    }
  }
}
