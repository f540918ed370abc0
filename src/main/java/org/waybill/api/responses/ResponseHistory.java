package org.waybill.api.responses;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.waybill.api.Problem;
import org.waybill.api.TaskAccess;
import org.waybill.approval.Approvals;
import org.waybill.security.Caller;
import org.waybill.task.EventHistory;
import org.waybill.task.Task;
import org.waybill.task.TaskEvent;
import org.waybill.task.TaskRef;
import org.waybill.task.Tasks;

/** Finds responses and reads what came of them. */
@ApplicationScoped
class ResponseHistory {

  private static final int PAGE = 1_000;

  @Inject private TaskAccess own;
  @Inject private EventHistory events;
  @Inject private Tasks tasks;
  @Inject private Approvals approvals;

  /**
   * How a response ended.
   *
   * @param event the task's event that it ended with, or null
   * @param next the task's next response, or null
   */
  record Ending(TaskEvent event, ResponseId next) {}

  /**
   * @throws Problem 404 if this caller has no such response
   */
  AgentResponse find(String id, Caller caller) {
    return ResponseId.parse(id)
        .flatMap(response -> find(response, caller))
        .orElseThrow(() -> ResponseProblem.unknownResponse(id));
  }

  private Optional<AgentResponse> find(ResponseId id, Caller caller) {
    try {
      return of(own.find(id.task().toString(), caller)).map(each -> each.with(id));
    } catch (Problem e) {
      return Optional.empty();
    }
  }

  /** The first response of a task; empty if it has none. */
  static Optional<AgentResponse> of(Task task) {
    return KeptRequest.of(task)
        .map(request -> new AgentResponse(task, request, ResponseId.of(task.id())));
  }

  /**
   * The response as it is now.
   *
   * @throws Problem 404 if its task has no such response
   */
  JsonObject read(AgentResponse response) {
    ResponseReplay replay = replay(response);
    each(
        response,
        event -> {
          replay.accept(event);
          return !(replay.hasEnded() && replay.id().equals(response.id()));
        });
    if (replay.id() == null || !replay.id().equals(response.id())) {
      throw ResponseProblem.unknownResponse(response.id().text());
    }
    return replay.response();
  }

  /** How it ended, and what follows. */
  Ending ending(AgentResponse response) {
    ResponseReplay replay = replay(response);
    TaskEvent[] last = {null};
    ResponseId[] next = {null};
    each(
        response,
        event -> {
          replay.accept(event);
          if (replay.id().equals(response.id())) {
            last[0] = replay.hasEnded() ? event : null;
          } else if (last[0] != null) {
            next[0] = replay.id();
          }
          return next[0] == null;
        });
    return new Ending(last[0], next[0]);
  }

  private void each(AgentResponse response, Predicate<TaskEvent> goesOn) {
    TaskRef task = TaskRef.of(response.task());
    int seq = 0;
    List<TaskEvent> page;
    do {
      page = events.after(task, seq, PAGE);
      for (TaskEvent event : page) {
        seq = event.seq();
        if (!goesOn.test(event)) {
          return;
        }
      }
    } while (page.size() == PAGE);
  }

  /** For the events of its task, from the first one on. */
  ResponseReplay replay(AgentResponse response) {
    UUID task = response.task().id();
    return new ResponseReplay(
        task,
        response.request(),
        new ReplaySource() {
          @Override
          public Optional<PendingApproval> approval(String id) {
            return approvals
                .find(UUID.fromString(id))
                .map(each -> new PendingApproval(each.callId(), each.tool(), each.arguments()));
          }

          @Override
          public Result result() {
            return Result.of(tasks.find(task).map(Task::output).orElse(null));
          }
        });
  }
}
