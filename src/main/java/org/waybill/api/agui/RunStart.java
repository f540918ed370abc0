package org.waybill.api.agui;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.util.Optional;
import java.util.function.Supplier;
import org.waybill.agent.definition.Agents;
import org.waybill.api.ChatTaskFactory;
import org.waybill.api.ClientToolParser;
import org.waybill.api.IdempotentCalls;
import org.waybill.api.Problem;
import org.waybill.api.RequestBody;
import org.waybill.dispatch.SubmissionService;
import org.waybill.json.Json;
import org.waybill.security.Caller;
import org.waybill.task.NewTask;
import org.waybill.task.Receipt;
import org.waybill.task.Task;
import org.waybill.task.TaskConstraints.UniquenessKey;
import org.waybill.tool.Tools;

/** Starts runs that bring a message, or finds the one that was started by the same call. */
@ApplicationScoped
class RunStart {

  private static final int LONGEST_AGENT = 64;

  @Inject private ChatTaskFactory chatTasks;
  @Inject private SubmissionService submissions;
  @Inject private IdempotentCalls repeated;
  @Inject private ResumeRecords resumes;
  @Inject private Agents agents;
  @Inject private Tools tools;

  /**
   * Returns when the task is stored.
   *
   * @param hasResults whether this run has given results of tools to the run before it
   */
  RunTask start(Caller caller, String agent, RunAgentInput input, boolean hasResults) {
    UniquenessKey key = key(caller, agent, input);
    Optional<Task> before = known(input, () -> repeated.before(caller.tenant(), Optional.of(key)));
    if (before.isPresent()) {
      return new RunTask(before.get(), null);
    }
    if (!hasResults && resumes.isUsed(caller.owner(), input.run().id())) {
      throw used(input);
    }
    if (input.messages().last() == null) {
      throw RequestBody.wrong(
          "messages",
          "has no message of the user that is not answered yet",
          "a message with role user at its end, the result of a tool, or resume");
    }
    requireAgent(caller, agent);
    ClientToolParser.requireFree(input.tools(), tools);
    NewTask task =
        chatTasks
            .of(caller, input.run().thread(), input.messages().last(), agent, input.tools(), null)
            .once(key)
            .build();
    Receipt receipt = submissions.accept(task).toCompletableFuture().join();
    return new RunTask(
        receipt.existing() == null ? Task.of(receipt) : known(input, () -> repeated.find(receipt)),
        null);
  }

  private UniquenessKey key(Caller caller, String agent, RunAgentInput input) {
    JsonObject body = Json.builder(input.sent()).add("agent", agent).build();
    return repeated.callKeyOf(caller.userId(), "agui/" + input.run().id(), "AG-UI run", body);
  }

  private void requireAgent(Caller caller, String agent) {
    if (agent.length() > LONGEST_AGENT || agents.find(caller.tenant(), agent).isEmpty()) {
      String shown =
          agent.length() > LONGEST_AGENT ? agent.substring(0, LONGEST_AGENT) + "…" : agent;
      throw Problem.notFound("agent '" + shown + "'; there are: " + agents.names(caller.tenant()));
    }
  }

  private static <T> T known(RunAgentInput input, Supplier<T> find) {
    try {
      return find.get();
    } catch (Problem e) {
      throw e.status() == 422 ? used(input) : e;
    }
  }

  private static Problem used(RunAgentInput input) {
    return Problem.conflict(
        "run_id_used",
        "runId '%s' was already used for another run; allowed: a new id, the same body again, or resume for an open interrupt"
            .formatted(input.run().id()));
  }
}
