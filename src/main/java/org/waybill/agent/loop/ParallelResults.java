package org.waybill.agent.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.waybill.approval.ApprovalNeeded;
import org.waybill.handler.WaitNeeded;

/** Does work at the same time. */
public final class ParallelResults {

  private ParallelResults() {}

  /**
   * Waits for all of it; what is left of it is interrupted when the caller is.
   *
   * @param submit starts one
   * @return in the order given
   * @throws ApprovalNeeded if people have to agree first, to some of them; the others are done
   * @throws WaitNeeded if nobody is to be asked and something elsewhere is not ready; the others
   *     are done
   * @throws Exception the first other one of any of them
   */
  public static <T> List<T> of(List<Callable<T>> work, Function<Callable<T>, Future<T>> submit)
      throws Exception {
    List<Future<T>> running = new ArrayList<>();
    try {
      work.forEach(each -> running.add(submit.apply(each)));
      return results(running);
    } finally {
      running.forEach(each -> each.cancel(true));
    }
  }

  private static <T> List<T> results(List<Future<T>> running) throws Exception {
    List<T> results = new ArrayList<>();
    List<ApprovalNeeded> approvals = new ArrayList<>();
    WaitNeeded wait = null;
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
        } else if (e.getCause() instanceof WaitNeeded needed) {
          wait = WaitNeeded.first(wait, needed);
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
    if (wait != null) {
      throw wait;
    }
    return results;
  }
}
