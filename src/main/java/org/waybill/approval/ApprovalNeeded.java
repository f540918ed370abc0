package org.waybill.approval;

import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.waybill.handler.Question;
import org.waybill.json.Json;

/** Calls of a task wait for a person; its handler returns {@link #question}. */
public class ApprovalNeeded extends Exception {

  private static final long serialVersionUID = 1L;
  private static final JsonValue EXPIRED = Json.read("\"expired\"");

  private final transient List<Approval> open;
  private final transient Duration time;

  /**
   * @param open at least one
   * @param time until they expire
   */
  public ApprovalNeeded(List<Approval> open, Duration time) {
    super("waits for approval");
    this.open = List.copyOf(open);
    this.time = time;
  }

  /** All that is needed for several calls of a task, as one question. */
  public static ApprovalNeeded all(List<ApprovalNeeded> needed) {
    return new ApprovalNeeded(
        needed.stream().flatMap(each -> each.open.stream()).toList(), needed.get(0).time);
  }

  /** Names the approvals; the task goes on when they are decided, or have expired. */
  public Question question() {
    return Question.approval(
            open.stream().map(Approval::text).collect(Collectors.joining("\n\n")),
            open.stream().map(each -> each.id().toString()).toList())
        .expiresAfter(time)
        .orElse(EXPIRED);
  }
}
