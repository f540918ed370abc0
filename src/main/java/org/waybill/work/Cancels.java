package org.waybill.work;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.waybill.queue.BrokerAway;
import org.waybill.queue.CancelCall;
import org.waybill.queue.ControlTopic;
import org.waybill.sql.DatabaseFailure;
import org.waybill.task.CancelRequested;
import org.waybill.task.Reporting;

/** Carries wishes to cancel to whichever node runs the task. */
@ApplicationScoped
public class Cancels {

  private static final Logger LOG = Logger.getLogger(Cancels.class.getName());
  private static final int MOST_AT_ONCE = 500;

  /** More are found by their workers themselves, a moment later. */
  private final LinkedBlockingQueue<UUID> elsewhere = new LinkedBlockingQueue<>(10_000);

  @Inject private Worker worker;
  @Inject private Incarnation incarnation;
  @Inject private Reporting reporting;
  @Inject private ControlTopic control;

  void observe(@Observes CancelRequested request) {
    if (!worker.runs(request.taskId())) {
      elsewhere.offer(request.taskId());
    }
  }

  /** Tells the other nodes, until interrupted; nobody who asks waits for the broker. */
  public void tell() throws InterruptedException {
    while (true) {
      List<UUID> ids = new ArrayList<>(List.of(elsewhere.take()));
      elsewhere.drainTo(ids, MOST_AT_ONCE);
      try {
        control.tell(new CancelCall(ids));
      } catch (BrokerAway e) {
        LOG.log(Level.FINE, "Other nodes were not told to cancel; they will see it", e);
      }
    }
  }

  /** Stops what runs here. The rows are asked: a message alone cancels nothing. */
  void hear(CancelCall call) {
    try {
      if (call.ids().stream().anyMatch(worker::runs)) {
        worker.cancel(reporting.cancelRequested(incarnation.id()));
      }
    } catch (DatabaseFailure e) {
      LOG.log(Level.FINE, "Whom to cancel is not known; the watchdog asks again", e);
    }
  }
}
