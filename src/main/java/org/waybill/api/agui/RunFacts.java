package org.waybill.api.agui;

import jakarta.json.JsonObject;
import java.util.Optional;
import org.waybill.task.TaskEvent;

/** What the events of a run's task do not contain. */
interface RunFacts {

  /**
   * What the run waits for.
   *
   * @param asked the event of kind {@code input_required}
   * @return the outcome of the run: its interrupts, or the calls that the client is to run; empty
   *     if the run goes on, since the question was answered elsewhere
   */
  Optional<JsonObject> outcome(TaskEvent asked);

  /** The whole answer of a completed task; null if its output has no text. */
  String answer();

  /** What a completed task is shown with. */
  JsonObject result();
}
