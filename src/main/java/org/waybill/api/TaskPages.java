package org.waybill.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.waybill.task.ListedPayload;
import org.waybill.task.PayloadKind;
import org.waybill.task.PayloadQuery;
import org.waybill.task.TaskSummary;

/** Pages of tasks: without inputs and outputs, unless {@code include} asks for them. */
@ApplicationScoped
public class TaskPages {

  private static final String ALLOWED = "input, output, or both separated by a comma";

  @Inject private PayloadQuery payloadQuery;
  @Inject private TaskJson json;

  /**
   * Writes a page.
   *
   * @param found up to {@code limit + 1} tasks: one more than fits says that there is a next page
   * @param include what {@link #include} has read
   */
  public String of(List<TaskSummary> found, int limit, Set<PayloadKind> include) {
    Map<UUID, ListedPayload> payloads = payloads(found, limit, include);
    return Page.of(
        found,
        limit,
        TaskSummary::id,
        (out, task) -> json.write(out, task, payloads.getOrDefault(task.id(), ListedPayload.NONE)));
  }

  /** The inputs and outputs of the tasks of a page, bounded, by the tasks' ids. */
  public Map<UUID, ListedPayload> payloads(
      List<TaskSummary> found, int limit, Set<PayloadKind> include) {
    return payloadQuery.of(found.stream().limit(limit).map(TaskSummary::id).toList(), include);
  }

  /**
   * Reads an {@code include} parameter; nothing if it is absent.
   *
   * @throws Problem 400 if it names anything else than inputs and outputs
   */
  public static Set<PayloadKind> include(String text) {
    Set<PayloadKind> kinds = EnumSet.noneOf(PayloadKind.class);
    if (text == null) {
      return kinds;
    }
    for (String label : text.split(",", -1)) {
      switch (label.strip()) {
        case "input" -> kinds.add(PayloadKind.INPUT);
        case "output" -> kinds.add(PayloadKind.OUTPUT);
        default -> throw RequestBody.wrong("include", "is '" + text + "'", ALLOWED);
      }
    }
    return kinds;
  }
}
