package org.waybill.worker;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.waybill.messaging.BrokerUnavailable;
import org.waybill.messaging.CancelMessage;
import org.waybill.messaging.ControlTopic;
import org.waybill.sql.DatabaseException;
import org.waybill.task.CancelRequested;
import org.waybill.task.ProgressWriter;

/** Sends cancel requests to the node that runs the task. */
@ApplicationScoped
public class CancelBroadcast {

  private static final Logger LOG = Logger.getLogger(CancelBroadcast.class.getName());
  private static final int MOST_AT_ONCE = 500;

  /** More are found by their workers themselves, a moment later. */
  private final LinkedBlockingQueue<UUID> elsewhere = new LinkedBlockingQueue<>(10_000);

  @Inject private Worker worker;
  @Inject private WorkerLease workerLease;
  @Inject private ProgressWriter progressWriter;
  @Inject private ControlTopic control;

  void observe(@Observes CancelRequested request) {
    if (!worker.runs(request.taskId())) {
      elsewhere.offer(request.taskId());
    }
  }

  /** Publishes to the other nodes, until interrupted; no caller waits for the broker. */
  public void publish() throws InterruptedException {
    while (true) {
      List<UUID> ids = new ArrayList<>(List.of(elsewhere.take()));
      elsewhere.drainTo(ids, MOST_AT_ONCE);
      try {
        control.publish(new CancelMessage(ids));
      } catch (BrokerUnavailable e) {
        LOG.log(
            Level.FINE,
            "Could not publish a cancel message; other nodes find the request in the database",
            e);
      }
    }
  }

  /** Stops what runs here. The rows are asked: a message alone cancels nothing. */
  void receive(CancelMessage call) {
    try {
      if (call.ids().stream().anyMatch(worker::runs)) {
        worker.cancel(progressWriter.cancelRequested(workerLease.id()));
      }
    } catch (DatabaseException e) {
      LOG.log(Level.FINE, "Could not read cancel requests; the watchdog retries", e);
    }
  }
}
