package org.waybill.api.a2a;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.waybill.api.ChatTaskFactory;
import org.waybill.api.RequestBody;
import org.waybill.api.a2a.ChatTaskQuery.Filter;
import org.waybill.api.a2a.ChatTaskQuery.Place;
import org.waybill.json.JsonObjectWriter;
import org.waybill.task.TaskStatus;
import org.waybill.task.TaskSummary;

/** Lists the caller's own tasks, the most recently changed first. */
@ApplicationScoped
class ListTasks {

  private static final int USUAL_PAGE = 50;
  private static final int LARGEST_PAGE = 100;
  private static final int LONGEST = 500;

  /** States of the protocol that tasks never have here. */
  private static final Set<String> NEVER =
      Set.of("TASK_STATE_REJECTED", "TASK_STATE_AUTH_REQUIRED");

  /** The official JavaScript client sends the latter for an absent value. */
  private static final Set<String> UNSAID = Set.of("TASK_STATE_UNSPECIFIED", "UNRECOGNIZED");

  @Inject private ChatTaskQuery chatTaskQuery;
  @Inject private TaskText text;

  CharSequence list(CallContext callContext, RequestBody params) {
    int size = params.number("pageSize", USUAL_PAGE, 1, LARGEST_PAGE);
    TaskText.Extent extent =
        new TaskText.Extent(HistoryLength.length(params), params.flag("includeArtifacts", false));
    String status = params.text("status", LONGEST);
    Filter filter = filter(callContext, params, state(status, callContext.version()));
    if (status != null && NEVER.contains(status)) {
      return page(List.of(), size, 0, null);
    }
    List<TaskSummary> found = chatTaskQuery.list(filter, size + 1);
    boolean more = found.size() > size;
    List<TaskSummary> tasks = more ? found.subList(0, size) : found;
    return page(
        this.text.list(tasks, callContext.version(), extent),
        size,
        chatTaskQuery.count(filter),
        more ? tasks.get(size - 1) : null);
  }

  private static CharSequence page(
      List<CharSequence> tasks, int size, long total, TaskSummary last) {
    return new JsonObjectWriter(new StringBuilder())
        .json("tasks", JsonArrays.of(tasks))
        .text("nextPageToken", last == null ? "" : PageToken.of(Place.of(last)))
        .number("pageSize", size)
        .number("totalSize", total)
        .end();
  }

  private static Filter filter(
      CallContext callContext, RequestBody params, Optional<TaskStatus> status) {
    String context = params.text("contextId", ChatTaskFactory.LONGEST_CHAT_ID);
    String token = params.text("pageToken", LONGEST);
    Instant since = params.time("statusTimestampAfter");
    return new Filter(
        callContext.caller().tenant(),
        callContext.caller().userId(),
        context == null || context.isEmpty() ? null : context,
        status.orElse(null),
        since,
        token == null || token.isEmpty() ? null : PageToken.read(token));
  }

  private static Optional<TaskStatus> state(String name, ProtocolVersion protocolVersion) {
    if (name == null || name.isEmpty() || UNSAID.contains(name)) {
      return Optional.empty();
    }
    Optional<TaskStatus> status =
        Arrays.stream(TaskStatus.values())
            .filter(each -> protocolVersion.state(each).equals(name))
            .findFirst();
    if (status.isEmpty() && !NEVER.contains(name)) {
      throw RequestBody.wrong("status", "is '" + name + "'", states(protocolVersion));
    }
    return status;
  }

  private static String states(ProtocolVersion protocolVersion) {
    return Stream.concat(
            Arrays.stream(TaskStatus.values()).map(protocolVersion::state), NEVER.stream().sorted())
        .collect(Collectors.joining(", "));
  }
}
