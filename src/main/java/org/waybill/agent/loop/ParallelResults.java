package org.waybill.agent.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.waybill.approval.ApprovalNeeded;

/** What came of work that was done at the same time. */
public final class ParallelResults {

  private ParallelResults() {}

  /**
   * Waits for all of them.
   *
   * @return in the order given
   * @throws ApprovalNeeded if people have to agree first, to some of them; the others are done
   * @throws Exception the first other one of any of them
   */
  public static <T> List<T> of(List<Future<T>> running) throws Exception {
    List<T> results = new ArrayList<>();
    List<ApprovalNeeded> approvals = new ArrayList<>();
    Exception first = null;
    for (Future<T> each : running) {
      try {
        results.add(each.get());
      } catch (ExecutionException e) {
        if (e.getCause() instanceof Error error) {
          throw error;
        }
        if (e.getCause() instanceof ApprovalNeeded needed) {
          approvals.add(needed);
        } else if (first == null) {
          first = (Exception) e.getCause();
        }
      }
    }
    if (first != null) {
      throw first;
    }
    if (!approvals.isEmpty()) {
      throw ApprovalNeeded.all(approvals);
    }
    return results;
  }
}
