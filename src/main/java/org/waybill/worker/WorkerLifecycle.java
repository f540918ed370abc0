package org.waybill.worker;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Starts and stops the worker side of this node, on behalf of the background services. */
@ApplicationScoped
public class WorkerLifecycle {

  @Inject private Worker worker;
  @Inject private ProgressReporter progressReporter;
  @Inject private CancelBroadcast cancelBroadcast;

  /** Writes what attempts report, until interrupted. */
  public void report() throws InterruptedException {
    progressReporter.run(worker.underWay());
  }

  /** Publishes cancel requests to other nodes, until interrupted. */
  public void publishToOthers() throws InterruptedException {
    cancelBroadcast.publish();
  }

  /** Returns all running attempts to the queue. */
  public void stop() {
    worker.underWay().forEach(attempt -> attempt.stop(StopReason.NODE_STOPS));
  }
}
