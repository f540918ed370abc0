package org.waybill.api.agui;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.waybill.api.IdempotentCalls;
import org.waybill.api.Problem;
import org.waybill.json.Json;
import org.waybill.security.Caller;
import org.waybill.task.EventHistory;
import org.waybill.task.EventKind;
import org.waybill.task.Task;
import org.waybill.task.TaskCommands;
import org.waybill.task.TaskRef;
import org.waybill.task.TaskStatus;
import org.waybill.task.Tasks;

/**
 * Takes the results of tools that the front end has run. Each counts once, whatever the run is
 * called; what a client repeats of the results that it has or has given is history.
 */
@ApplicationScoped
class ClientResults {

  @Inject private Tasks tasks;
  @Inject private EventHistory history;
  @Inject private TaskCommands commands;
  @Inject private ResumeRecords records;
  @Inject private IdempotentCalls calls;

  /** What a client sent of one task, by the id of the call within it. */
  private record Given(Task task, Map<String, ToolMessage> results, AskedCalls asked) {

    /** Those of the results that were asked for; null if none was. */
    JsonObject of(List<String> pending) {
      JsonObjectBuilder answer = Json.object();
      pending.stream()
          .filter(results::containsKey)
          .forEach(call -> answer.add(call, results.get(call).result()));
      JsonObject taken = answer.build();
      return taken.isEmpty() ? null : taken;
    }
  }

  /**
   * The run that goes on with the results; empty if the request has none that are waited for.
   *
   * @throws Problem if it consists of results alone: 404 if there is no such call, 409 if another
   *     result was given
   */
  Optional<RunTask> give(Caller caller, RunAgentInput input) {
    List<ToolMessage> results = input.messages().results();
    if (results.isEmpty()) {
      return Optional.empty();
    }
    boolean isMore = input.messages().last() != null;
    ToolMessage last = results.get(results.size() - 1);
    Optional<Task> task = CallId.parse(last.callId()).flatMap(id -> task(caller, id, input));
    if (task.isEmpty()) {
      if (isMore) {
        return Optional.empty();
      }
      throw absent(last, input);
    }
    Given given = given(task.get(), results);
    Optional<RunTask> run = open(caller, given, input).or(() -> before(caller, given, input));
    if (run.isEmpty() && !isMore) {
      requireHistory(given, input);
    }
    return run;
  }

  private Optional<Task> task(Caller caller, CallId id, RunAgentInput input) {
    return tasks
        .find(id.task())
        .filter(task -> task.tenant().equals(caller.tenant()))
        .filter(task -> task.userId().equals(caller.userId()))
        .filter(task -> input.run().thread().equals(task.chatId()));
  }

  private Given given(Task task, List<ToolMessage> results) {
    Map<String, ToolMessage> ofTask = new LinkedHashMap<>();
    for (ToolMessage each : results) {
      CallId.parse(each.callId())
          .filter(id -> id.task().equals(task.id()))
          .ifPresent(id -> ofTask.put(id.call(), each));
    }
    return new Given(task, ofTask, AskedCalls.of(TaskRef.of(task), history));
  }

  /** Gives what the task waits for now. */
  private Optional<RunTask> open(Caller caller, Given given, RunAgentInput input) {
    Task task = given.task();
    List<String> pending = given.asked().ofClient().get(task.attempt());
    if (task.status() != TaskStatus.INPUT_REQUIRED || pending == null) {
      return Optional.empty();
    }
    JsonObject answer = given.of(pending);
    if (answer == null) {
      return Optional.empty();
    }
    requireKnown(given, input);
    InterruptId question = new InterruptId(task.id(), task.attempt());
    ResumeRecords.Answered answered = answered(caller, input, answer);
    return commands.answer(
            task.id(),
            task.attempt(),
            answer.toString(),
            connection -> records.add(connection, question, caller.owner(), answered))
        ? Optional.of(run(task, task.attempt()))
        : Optional.empty();
  }

  /** The same call has given them before. */
  private Optional<RunTask> before(Caller caller, Given given, RunAgentInput input) {
    Map.Entry<Integer, List<String>> asked = given.asked().last(given.results().keySet());
    if (asked == null) {
      return Optional.empty();
    }
    ResumeRecords.Answered answered = answered(caller, input, given.of(asked.getValue()));
    return records
        .find(new InterruptId(given.task().id(), asked.getKey()))
        .filter(answered::isBy)
        .map(same -> run(given.task(), asked.getKey()));
  }

  private ResumeRecords.Answered answered(Caller caller, RunAgentInput input, JsonObject answer) {
    JsonObject whole =
        Json.object().add("threadId", input.run().thread()).add("results", answer).build();
    String run = input.run().id();
    return new ResumeRecords.Answered(
        run, calls.callKeyOf(caller.userId(), run, "AG-UI results", whole).fingerprint());
  }

  private static RunTask run(Task task, int attempt) {
    return new RunTask(
        task, event -> event.kind() == EventKind.INPUT_REQUIRED && event.attempt() == attempt);
  }

  private static void requireKnown(Given given, RunAgentInput input) {
    given
        .results()
        .forEach(
            (call, message) -> {
              if (!given.asked().all().contains(call)) {
                throw absent(message, input);
              }
            });
  }

  /** Results of the server's own tools say nothing; another result of the client is an error. */
  private static void requireHistory(Given given, RunAgentInput input) {
    requireKnown(given, input);
    Map.Entry<Integer, List<String>> asked = given.asked().last(given.results().keySet());
    if (asked != null) {
      String call =
          given.results().keySet().stream()
              .filter(asked.getValue()::contains)
              .findFirst()
              .orElseThrow();
      throw Problem.conflict(
          "already_answered",
          "Tool call %s is not waited for: a result was given, its time is over, or its task has ended."
              .formatted(given.results().get(call).callId()));
    }
  }

  private static Problem absent(ToolMessage result, RunAgentInput input) {
    return Problem.notFound(
        "tool call %s in thread %s".formatted(result.callId(), input.run().thread()));
  }
}
