package org.waybill.tool;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.waybill.approval.Approval;
import org.waybill.approval.ApprovalNeeded;
import org.waybill.approval.ApprovalRequest;
import org.waybill.approval.Approvals;
import org.waybill.event.Publisher;
import org.waybill.handler.TaskContext;
import org.waybill.handler.WaitNeeded;
import org.waybill.json.Json;
import org.waybill.trace.Span;
import org.waybill.trace.Spans;
import org.waybill.type.InputSchemas;
import org.waybill.type.SchemaViolation;

/** Runs tools: known, with arguments as their schemas allow, not too often and not too long. */
@ApplicationScoped
public class ToolRunner {

  /** Until a server that has just been configured, or started, is likely to have answered. */
  private static final Duration SOON = Duration.ofSeconds(5);

  @Inject private Tools tools;
  @Inject private ToolExecutor executor;
  @Inject private CallRate rate;
  @Inject private InputSchemas schemas;
  @Inject private Approvals approvals;
  @Inject private Publisher publisher;
  @Inject private Spans spans;

  /**
   * Runs a tool for a task.
   *
   * @param callId of the call within the task: the same in every attempt
   * @throws ToolFailure if it is unknown, its arguments are wrong, it came too often, took too long
   *     or said that it failed
   * @throws ApprovalNeeded if a person has to agree first
   * @throws org.waybill.handler.StepInDoubt if nobody knows whether an earlier attempt did it
   * @throws WaitNeeded if it has been begun and is not ready yet: the same call goes on later
   * @throws InterruptedException if the task is to stop
   */
  public JsonValue run(String name, JsonObject arguments, String callId, TaskContext context)
      throws Exception {
    Tool tool = tools.find(name).orElseThrow(() -> unknown(name));
    check(tool.spec(), arguments);
    ToolCall call = new ToolCall(callId, context);
    if (!tool.isBegun(call)) {
      rate.take(tool.spec(), call.owner());
    }
    if (tool.risk(arguments) == Risk.READ) {
      return run(tool, arguments, call);
    }
    JsonObject agreed = agreed(tool, arguments, callId, context);
    return tool.hasParts()
        ? run(tool, agreed, call)
        : context.effect(
            callId, JsonValue.class, () -> run(tool, agreed, call), tool.lookup(agreed, call));
  }

  /** The arguments that a person has agreed to, perhaps after having changed them. */
  private JsonObject agreed(Tool tool, JsonObject arguments, String callId, TaskContext context)
      throws ToolFailure, ApprovalNeeded {
    String name = tool.spec().name();
    if (approvals.isApprovedAhead(context, name)) {
      return arguments;
    }
    ApprovalRequest request = new ApprovalRequest(callId, name, arguments, tool.summary(arguments));
    Approval approval = approvals.of(context, List.of(request)).get(0);
    switch (approval.state()) {
      case OPEN -> throw new ApprovalNeeded(List.of(approval), approvals.time());
      case APPROVED -> {
        if (approvals.begin(approval)) {
          return Json.read(approval.arguments()).asJsonObject();
        }
      }
      case REFUSED -> {
        approvals.close(approval);
        throw ToolFailure.forGood(
            "approval_refused",
            "A person refused to run the tool %s%s; execution: not_started"
                .formatted(name, approval.reason() == null ? "" : ": " + approval.reason()));
      }
      case EXPIRED -> {
        // The same as an approval that comes too late.
      }
    }
    approvals.close(approval);
    throw ToolFailure.forGood(
        "approval_expired",
        "Nobody approved the tool %s in time; execution: not_started".formatted(name));
  }

  /**
   * @throws ToolFailure {@code invalid_arguments}, with the places that are wrong
   */
  private void check(ToolSpec spec, JsonObject arguments) throws ToolFailure {
    List<SchemaViolation> wrong = schemas.check(spec.arguments(), arguments);
    if (!wrong.isEmpty()) {
      SchemaViolation first = wrong.get(0);
      throw ToolFailure.forGood(
          "invalid_arguments",
          "arguments%s of tool %s: %s; allowed: what its schema says (GET /api/tools/%s)"
              .formatted(first.path(), spec.name(), first.message(), spec.name()));
    }
  }

  private JsonValue run(Tool tool, JsonObject arguments, ToolCall call) throws Exception {
    Duration timeout = tool.spec().timeout();
    boolean done = false;
    boolean waits = false;
    try {
      JsonValue result = traced(tool, arguments, call, timeout);
      done = true;
      return result;
    } catch (WaitNeeded e) {
      waits = true;
      throw e;
    } catch (TimeoutException e) {
      throw ToolFailure.forNow(
          "timed_out",
          "The tool %s took longer than %d s".formatted(tool.spec().name(), timeout.toSeconds()),
          null,
          e);
    } finally {
      if (!waits) {
        publisher.publish(new ToolCalled(tool.spec().name(), done));
      }
    }
  }

  private JsonValue traced(Tool tool, JsonObject arguments, ToolCall call, Duration timeout)
      throws Exception {
    try (Span span = ToolSpan.begin(spans, tool.spec(), arguments, call)) {
      try {
        JsonValue result = executor.run(() -> tool.run(arguments, call), timeout);
        span.setContent("gen_ai.tool.call.result", () -> String.valueOf(result));
        return result;
      } catch (Exception e) {
        ToolSpan.failed(span, e);
        throw e;
      }
    }
  }

  private ToolFailure unknown(String name) {
    if (tools.mayCome(name)) {
      return ToolFailure.forNow(
          "unavailable", "The server of tool " + name + " has not answered yet", SOON, null);
    }
    return ToolFailure.forGood(
        "unknown_tool",
        "tool is '%s'; allowed: %s".formatted(name, String.join(", ", tools.similarTo(name))));
  }
}
