package org.waybill.a2a;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.waybill.outbound.RefusedAddress;

/** Cancels what other agents still do for tasks that have ended. */
@ApplicationScoped
public class DelegationCleanup {

  private static final Logger LOG = Logger.getLogger(DelegationCleanup.class.getName());
  private static final int AT_ONCE = 20;

  @Inject private DelegatedTasks delegated;

  /**
   * One round. What cannot be cancelled now is tried again later.
   *
   * @param agents by name, those that can be asked
   */
  void runOnce(Function<String, Optional<RemoteAgent>> agents) throws InterruptedException {
    for (DelegatedTasks.Delegated each : delegated.takeAbandoned(AT_ONCE)) {
      Optional<RemoteAgent> agent = agents.apply(each.agent());
      if (agent.isPresent() && cancel(agent.get(), each)) {
        delegated.cancelled(each);
      }
    }
  }

  private static boolean cancel(RemoteAgent agent, DelegatedTasks.Delegated each)
      throws InterruptedException {
    try {
      agent.cancel(each.remoteId());
      return true;
    } catch (PeerRefusal e) {
      // It has ended there, or is not known (any more).
      return !e.isPassing() || e.isNotFound();
    } catch (IOException | RefusedAddress e) {
      LOG.log(
          Level.INFO,
          "Remote agent {0} could not be asked to cancel a task, retrying: {1}",
          new Object[] {each.agent(), e.getMessage()});
      return false;
    }
  }
}
