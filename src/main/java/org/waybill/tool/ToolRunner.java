package org.waybill.tool;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.waybill.document.Owner;
import org.waybill.handler.TaskContext;
import org.waybill.type.InputSchemas;
import org.waybill.type.SchemaViolation;

/** Runs tools: known, with arguments as their schemas allow, not too often and not too long. */
@ApplicationScoped
public class ToolRunner {

  @Inject private Tools tools;
  @Inject private ToolExecutor executor;
  @Inject private CallRate rate;
  @Inject private InputSchemas schemas;

  /**
   * Runs a tool for a task.
   *
   * @param callId of the call within the task: the same in every attempt
   * @throws ToolFailure if it is unknown, its arguments are wrong, it came too often, took too long
   *     or said that it failed
   * @throws InterruptedException if the task is to stop
   */
  public JsonValue run(String name, JsonObject arguments, String callId, TaskContext context)
      throws Exception {
    Tool tool = tools.find(name).orElseThrow(() -> unknown(name));
    check(tool.spec(), arguments);
    Owner owner = new Owner(context.tenant(), context.userId());
    rate.take(tool.spec(), owner);
    ToolCall call =
        new ToolCall(
            owner, context.taskId(), context.idempotencyKey(callId), context.traceparent());
    return switch (tool.spec().risk()) {
      case READ -> run(tool, arguments, call);
      case WRITE ->
          context.effect(
              callId,
              JsonValue.class,
              () -> run(tool, arguments, call),
              tool.lookup(arguments, call));
    };
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
    try {
      return executor.run(() -> tool.run(arguments, call), timeout);
    } catch (TimeoutException e) {
      throw ToolFailure.forNow(
          "timed_out",
          "The tool %s took longer than %d s".formatted(tool.spec().name(), timeout.toSeconds()),
          null,
          e);
    }
  }

  private ToolFailure unknown(String name) {
    return ToolFailure.forGood(
        "unknown_tool",
        "tool is '%s'; allowed: %s".formatted(name, String.join(", ", tools.similarTo(name))));
  }
}
