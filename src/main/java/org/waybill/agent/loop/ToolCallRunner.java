package org.waybill.agent.loop;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.waybill.agent.definition.AgentDefinition;
import org.waybill.approval.ApprovalNeeded;
import org.waybill.handler.AgentEvent;
import org.waybill.handler.InputNeeded;
import org.waybill.handler.NothingDone;
import org.waybill.handler.StepInDoubt;
import org.waybill.handler.TaskContext;
import org.waybill.handler.WaitNeeded;
import org.waybill.json.Json;
import org.waybill.model.ModelFailure;
import org.waybill.model.RequestedCall;
import org.waybill.sql.DatabaseException;
import org.waybill.tool.ClientTool;
import org.waybill.tool.ToolFailure;
import org.waybill.tool.ToolRunner;

/** Runs the calls that a model asked for in one turn, at the same time. */
@ApplicationScoped
public class ToolCallRunner {

  private static final Logger LOG = Logger.getLogger(ToolCallRunner.class.getName());

  /** In one turn; what is more is answered by an error. */
  static final int MOST = 32;

  private static final int LONGEST_SHOWN = 10_000;

  private static final Work TOO_MANY =
      (tool, arguments, id, context) ->
          CallResult.failed("too_many_calls", "allowed: %d calls in one turn".formatted(MOST));

  /** What is done for a call. */
  @FunctionalInterface
  private interface Work {
    CallResult run(String tool, JsonObject arguments, String id, TaskContext context)
        throws Exception;
  }

  /**
   * What a model asked for in one turn.
   *
   * @param turn its step
   * @param recorded what answers the calls; null if the tools are run
   */
  record Calls(
      OfferedTools tools, String turn, List<RequestedCall> requested, RecordedTools recorded) {}

  @Inject private ToolRunner runner;
  @Inject private LoopExecutor executor;
  @Inject private AgentHandoff handoff;
  @Inject private ClientCalls clientCalls;

  /**
   * The results, in the order of the calls. What the server runs is done, or waits for others
   * elsewhere, before the client is asked for the rest.
   *
   * @throws ApprovalNeeded if people have to agree first, to one or several of them; the others
   *     have been run
   * @throws StepInDoubt if a person has to say whether an earlier attempt did one of them
   * @throws InputNeeded if one of them has a question, or the client has to run one
   * @throws WaitNeeded if one of them waits for something elsewhere, and nobody is to be asked
   * @throws InterruptedException if the task is to stop
   */
  List<CallResult> run(Calls calls, TaskContext context) throws Exception {
    List<Callable<CallResult>> work = new ArrayList<>();
    List<ClientCalls.Call> ofClient = new ArrayList<>();
    List<Boolean> isOfClient = new ArrayList<>();
    for (int i = 0; i < calls.requested().size(); i++) {
      RequestedCall call = calls.requested().get(i);
      String id = "%s.call.%d".formatted(calls.turn(), i + 1);
      Optional<ClientTool> client =
          i >= MOST ? Optional.empty() : calls.tools().ofClient(call.tool());
      isOfClient.add(client.isPresent());
      if (client.isPresent()) {
        ofClient.add(new ClientCalls.Call(id, client.get(), call));
      } else {
        Work tool = i >= MOST ? TOO_MANY : work(calls.recorded(), call);
        work.add(() -> once(calls.tools(), call, id, tool, context));
      }
    }
    Iterator<CallResult> done;
    try {
      done = ParallelResults.of(work, executor::submit).iterator();
    } catch (WaitNeeded e) {
      clientCalls.results(calls.turn(), ofClient, context);
      throw e;
    }
    Iterator<CallResult> given = clientCalls.results(calls.turn(), ofClient, context).iterator();
    return isOfClient.stream().map(each -> each ? given.next() : done.next()).toList();
  }

  /** In the order of the calls, before any of them begins: so is the recording. */
  private Work work(RecordedTools recorded, RequestedCall call) {
    if (recorded == null) {
      return this::run;
    }
    CallResult result = recorded.answer(call);
    return (tool, arguments, id, context) -> result;
  }

  private CallResult once(
      OfferedTools tools, RequestedCall call, String id, Work work, TaskContext context)
      throws Exception {
    return keep(id, call.tool(), false, () -> run(tools, call, id, work, context), context);
  }

  /** Gets the result of a call in one attempt, and tells of it. */
  static CallResult keep(
      String id, String tool, boolean isOfClient, Callable<CallResult> work, TaskContext context)
      throws Exception {
    JsonObject kept =
        context.step(
            id,
            JsonObject.class,
            () -> {
              CallResult result = work.call();
              var event =
                  Json.object()
                      .add("id", id)
                      .add("tool", shown(tool))
                      .add("ok", result.ok())
                      .add("summary", result.summary());
              context.event(
                  AgentEvent.TOOL_RESULT, (isOfClient ? event.add("client", true) : event).build());
              return result.write();
            });
    return CallResult.read(kept);
  }

  private CallResult run(
      OfferedTools tools, RequestedCall call, String id, Work work, TaskContext context)
      throws Exception {
    if (work == TOO_MANY) {
      return work.run(call.tool(), null, id, context);
    }
    AgentDefinition agent = tools.agent();
    JsonObject arguments;
    try {
      arguments = arguments(call);
    } catch (JsonException | ClassCastException e) {
      return noObject();
    }
    boolean isHandoff = call.tool().equals(AgentHandoff.TOOL) && !agent.handoffs().isEmpty();
    if (!isHandoff && !agent.tools().contains(call.tool())) {
      return CallResult.failed(
          "unknown_tool", "tool is '%s'; allowed: %s".formatted(shown(call.tool()), tools.names()));
    }
    context.event(AgentEvent.TOOL_CALL, shown(id, call, arguments));
    return isHandoff
        ? handoff.to(agent, arguments, context)
        : work.run(call.tool(), arguments, id, context);
  }

  private CallResult run(String tool, JsonObject arguments, String id, TaskContext context)
      throws Exception {
    try {
      return CallResult.done(String.valueOf(runner.run(tool, arguments, id, context)));
    } catch (ToolFailure e) {
      return CallResult.failed(e.code(), e.getMessage());
    } catch (NothingDone e) {
      return CallResult.failed("not_done", e.getMessage());
    } catch (ApprovalNeeded
        | InputNeeded
        | StepInDoubt
        | WaitNeeded
        | InterruptedException
        | ModelFailure.Busy
        | ModelFailure.OverBudget
        | DatabaseException e) {
      throw e;
    } catch (Exception e) {
      LOG.log(Level.WARNING, "Tool " + tool + " failed for task " + context.taskId(), e);
      return CallResult.failed("failed", "The tool failed unexpectedly.");
    }
  }

  static CallResult noObject() {
    return CallResult.failed("invalid_arguments", "the arguments are not a JSON object");
  }

  /**
   * @throws JsonException if they are no JSON
   * @throws ClassCastException if they are no object
   */
  static JsonObject arguments(RequestedCall call) {
    String text = call.arguments() == null ? "" : call.arguments().strip();
    return Json.read(text.isEmpty() ? "{}" : text).asJsonObject();
  }

  private static JsonObject shown(String id, RequestedCall call, JsonObject arguments) {
    var shown = Json.object().add("id", id).add("tool", call.tool());
    return arguments.toString().length() <= LONGEST_SHOWN
        ? shown.add("arguments", arguments).build()
        : shown.add("arguments", Json.object().add("cut", true)).build();
  }

  private static String shown(String tool) {
    return tool.length() <= 64 ? tool : tool.substring(0, 64);
  }
}
