package org.waybill.work;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** The running side of this node, as the engine starts and stops it. */
@ApplicationScoped
public class Work {

  @Inject private Worker worker;
  @Inject private Reporter reporter;
  @Inject private Cancels cancels;

  /** Writes what attempts report, until interrupted. */
  public void report() throws InterruptedException {
    reporter.run(worker.underWay());
  }

  /** Tells other nodes whom to cancel, until interrupted. */
  public void tellOthers() throws InterruptedException {
    cancels.tell();
  }

  /** Lets every running attempt go back into line. */
  public void stop() {
    long now = System.nanoTime();
    worker.underWay().forEach(attempt -> attempt.stop(StopReason.NODE_STOPS, now));
  }
}
