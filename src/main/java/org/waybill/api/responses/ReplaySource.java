package org.waybill.api.responses;

import java.util.Optional;
import org.waybill.json.Json;

/** What a response needs of its task beside the events. It does not change once it is asked for. */
interface ReplaySource {

  /**
   * A call that waits for approval.
   *
   * @param call its id within the task
   * @param arguments as first asked for, where no event has them
   */
  record PendingApproval(String call, String tool, String arguments) {}

  /**
   * What a task has put out at its end.
   *
   * @param end why the agent stopped, or null
   */
  record Result(String answer, String end) {

    static Result of(String output) {
      if (output != null && Json.read(output) instanceof jakarta.json.JsonObject json) {
        return new Result(json.getString("answer", null), json.getString("end", null));
      }
      return new Result(null, null);
    }
  }

  Optional<PendingApproval> approval(String id);

  /** Of a task that has completed. */
  Result result();
}
