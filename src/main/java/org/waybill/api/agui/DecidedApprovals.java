package org.waybill.api.agui;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonString;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.waybill.api.AnswerParser;
import org.waybill.api.FieldText;
import org.waybill.api.Problem;
import org.waybill.api.RequestBody;
import org.waybill.approval.Approval;
import org.waybill.approval.ApprovalState;
import org.waybill.approval.Approvals;
import org.waybill.handler.Question;
import org.waybill.json.Json;
import org.waybill.security.Caller;
import org.waybill.task.EventKind;
import org.waybill.task.Task;
import org.waybill.task.TaskEvent;
import org.waybill.task.TaskStatus;
import org.waybill.task.Tasks;

/**
 * Resumes runs that have waited for approvals. None is given here; once they are decided elsewhere,
 * a resume without a payload goes on with the run.
 */
@ApplicationScoped
class DecidedApprovals {

  @Inject private Approvals approvals;
  @Inject private Tasks tasks;

  RunTask follow(Caller caller, RunAgentInput input) {
    ResumeEntry first = input.resume().get(0);
    UUID id = find(caller, first, input).taskId();
    Task task = tasks.find(id).orElseThrow(() -> RunResumption.absent(first, input));
    Set<String> ids = new HashSet<>();
    for (ResumeEntry entry : input.resume()) {
      Approval approval = find(caller, entry, input);
      if (!id.equals(approval.taskId())) {
        throw RequestBody.wrong(
            entry.field("interruptId"), "is of another task", "the interrupts of one run");
      }
      requireDecided(approval, entry, task);
      ids.add(approval.id().toString());
    }
    requireNoneOpen(task);
    return new RunTask(task, event -> asksFor(ids, event));
  }

  /** The task waits for others, too, which the client did not name. */
  private void requireNoneOpen(Task task) {
    if (task.status() != TaskStatus.INPUT_REQUIRED) {
      return;
    }
    Question question = Question.of(Json.read(task.question()).asJsonObject());
    if (question.kind() == Question.Kind.APPROVAL) {
      question.options().stream()
          .map(UUID::fromString)
          .flatMap(each -> approvals.find(each).stream())
          .filter(each -> each.state() == ApprovalState.OPEN)
          .findFirst()
          .ifPresent(
              open -> {
                throw AnswerParser.isApproval(open.id().toString());
              });
    }
  }

  private Approval find(Caller caller, ResumeEntry entry, RunAgentInput input) {
    return FieldText.uuid(entry.interruptId())
        .flatMap(approvals::find)
        .filter(approval -> approval.tenant().equals(caller.tenant()))
        .filter(approval -> approval.userId().equals(caller.userId()))
        .filter(approval -> input.run().thread().equals(approval.chatId()))
        .orElseThrow(() -> RunResumption.absent(entry, input));
  }

  private static void requireDecided(Approval approval, ResumeEntry entry, Task task) {
    if (approval.state() == ApprovalState.OPEN) {
      throw task.status() == TaskStatus.INPUT_REQUIRED
          ? AnswerParser.isApproval(approval.id().toString())
          : RunResumption.notOpen(entry.interruptId());
    }
    if (entry.isCancelled() || entry.payload() != null) {
      throw Problem.conflict(
          "already_decided",
          "Approval %s is %s; to continue the run, send status resolved without payload."
              .formatted(approval.id(), approval.state().label()));
    }
  }

  private static boolean asksFor(Set<String> ids, TaskEvent event) {
    return event.kind() == EventKind.INPUT_REQUIRED
        && Optional.ofNullable(Json.read(event.data()).asJsonObject().getJsonObject("question"))
            .map(question -> question.getJsonArray("options"))
            .filter(options -> names(options, ids))
            .isPresent();
  }

  private static boolean names(JsonArray options, Set<String> ids) {
    return options.getValuesAs(JsonString::getString).stream().anyMatch(ids::contains);
  }
}
