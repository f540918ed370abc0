package org.waybill.work;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The running side of this node, as the engine starts and stops it. */
@ApplicationScoped
public class Work {

  private static final Logger LOG = Logger.getLogger(Work.class.getName());

  @Inject private Worker worker;
  @Inject private Reporter reporter;
  @Inject private Cancels cancels;
  @Inject private Handlers handlers;

  /**
   * At the start, so that what is wrong with the handlers stops it.
   *
   * @throws IllegalStateException if two handle the same type, or one handles none
   */
  public void check() {
    LOG.log(Level.FINE, "Task types with a handler: {0}", handlers.types());
  }

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
