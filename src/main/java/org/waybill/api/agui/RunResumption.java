package org.waybill.api.agui;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.waybill.api.AnswerParser;
import org.waybill.api.IdempotentCalls;
import org.waybill.api.Problem;
import org.waybill.api.RequestBody;
import org.waybill.handler.AnswerViolation;
import org.waybill.handler.Question;
import org.waybill.json.Json;
import org.waybill.security.Caller;
import org.waybill.task.EventKind;
import org.waybill.task.Task;
import org.waybill.task.TaskCommands;
import org.waybill.task.TaskStatus;
import org.waybill.task.Tasks;

/** Answers the question of a task; each answer counts once, whatever the run is called. */
@ApplicationScoped
class RunResumption {

  @Inject private Tasks tasks;
  @Inject private TaskCommands commands;
  @Inject private ResumeRecords records;
  @Inject private DecidedApprovals approvals;
  @Inject private IdempotentCalls calls;

  RunTask resume(Caller caller, RunAgentInput input) {
    List<ResumeEntry> entries = input.resume();
    ResumeEntry first = entries.get(0);
    Optional<InterruptId> question = InterruptId.parse(first.interruptId());
    if (question.isEmpty()) {
      return approvals.follow(caller, input);
    }
    if (entries.size() > 1) {
      throw RequestBody.wrong(
          "resume", "has " + entries.size() + " elements", "one, since a task asks one question");
    }
    Task task = task(caller, question.get(), input);
    ResumeRecords.Answered answer = answer(caller, input);
    Optional<ResumeRecords.Answered> before = records.find(question.get());
    if (before.isEmpty() && !give(caller, question.get(), task, first, answer)) {
      before = records.find(question.get());
      if (before.isEmpty()) {
        throw notOpen(first.interruptId());
      }
    }
    before.ifPresent(known -> requireSame(known, answer, first.interruptId()));
    if (before.isPresent() && first.isCancelled() && asks(task, question.get())) {
      commands.cancel(task.id());
    }
    return new RunTask(
        task,
        event ->
            event.kind() == EventKind.INPUT_REQUIRED
                && event.attempt() == question.get().attempt());
  }

  private Task task(Caller caller, InterruptId question, RunAgentInput input) {
    return tasks
        .find(question.task())
        .filter(task -> task.tenant().equals(caller.tenant()))
        .filter(task -> task.userId().equals(caller.userId()))
        .filter(task -> input.run().thread().equals(task.chatId()))
        .orElseThrow(() -> absent(input.resume().get(0), input));
  }

  /**
   * @return false if the question is not open any more
   */
  private boolean give(
      Caller caller,
      InterruptId question,
      Task task,
      ResumeEntry entry,
      ResumeRecords.Answered answer) {
    if (!asks(task, question)) {
      return false;
    }
    Question asked = Question.of(Json.read(task.question()).asJsonObject());
    if (asked.kind() == Question.Kind.APPROVAL) {
      throw AnswerParser.isApproval(asked.options().get(0));
    }
    if (entry.isCancelled()) {
      boolean isFirst = records.add(question, caller.owner(), answer);
      if (isFirst) {
        commands.cancel(task.id());
      }
      return isFirst;
    }
    requireFit(asked, entry);
    return commands.answer(
        task.id(),
        question.attempt(),
        entry.payload().toString(),
        connection -> records.add(connection, question, caller.owner(), answer));
  }

  private static boolean asks(Task task, InterruptId question) {
    return task.status() == TaskStatus.INPUT_REQUIRED && task.attempt() == question.attempt();
  }

  private static void requireFit(Question question, ResumeEntry entry) {
    if (entry.payload() == null) {
      throw RequestBody.wrong(
          entry.field("payload"), "is missing", "what the interrupt's responseSchema says");
    }
    Optional<AnswerViolation> wrong = question.misfit(entry.payload());
    if (wrong.isPresent()) {
      String field = wrong.get().field() == null ? "payload" : "payload." + wrong.get().field();
      throw RequestBody.wrong(entry.field(field), wrong.get().what(), wrong.get().allowed());
    }
  }

  private ResumeRecords.Answered answer(Caller caller, RunAgentInput input) {
    String run = input.run().id();
    byte[] fingerprint =
        calls.callKeyOf(caller.userId(), run, "AG-UI resume", input.answers()).fingerprint();
    return new ResumeRecords.Answered(run, fingerprint);
  }

  private static void requireSame(
      ResumeRecords.Answered known, ResumeRecords.Answered answer, String interrupt) {
    if (!known.isBy(answer)) {
      throw Problem.conflict(
          "already_answered",
          "Interrupt %s was already answered by run '%s'.".formatted(interrupt, known.runId()));
    }
  }

  static Problem notOpen(String interrupt) {
    return Problem.conflict(
        "interrupt_not_open",
        "Interrupt %s is not open any more: it was answered elsewhere, has expired, or its task has ended."
            .formatted(interrupt));
  }

  static Problem absent(ResumeEntry entry, RunAgentInput input) {
    return Problem.notFound(
        "interrupt %s in thread %s".formatted(entry.interruptId(), input.run().thread()));
  }
}
