package org.waybill.handlers.tool;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import org.waybill.approval.ApprovalNeeded;
import org.waybill.handler.NothingDone;
import org.waybill.handler.Outcome;
import org.waybill.handler.TaskContext;
import org.waybill.handler.TaskHandler;
import org.waybill.handler.TaskType;
import org.waybill.json.Json;
import org.waybill.model.ModelFailure;
import org.waybill.tool.ToolFailure;
import org.waybill.tool.ToolRunner;
import org.waybill.type.KnownTypes;

/** Executes one tool: {@code {"tool":…,"arguments":{…}}} gives {@code {"result":…}}. */
@ApplicationScoped
public class ToolExecutionHandler implements TaskHandler<JsonObject, JsonObject> {

  /** A task has one call. */
  private static final String CALL = "call";

  private static final Duration BUSY = Duration.ofSeconds(10);

  @Inject private ToolRunner runner;

  @Override
  public TaskType type() {
    return KnownTypes.TOOL_EXECUTION;
  }

  @Override
  public Class<JsonObject> inputType() {
    return JsonObject.class;
  }

  @Override
  public Outcome<JsonObject> run(JsonObject input, TaskContext context) throws Exception {
    JsonObject arguments =
        input.containsKey("arguments")
            ? input.getJsonObject("arguments")
            : JsonValue.EMPTY_JSON_OBJECT;
    try {
      JsonValue result = runner.run(input.getString("tool"), arguments, CALL, context);
      return Outcome.done(
          Json.object().add("result", result == null ? JsonValue.NULL : result).build());
    } catch (ApprovalNeeded e) {
      return Outcome.needsInput(e.question());
    } catch (NothingDone e) {
      return Outcome.retry("not_reachable", e.getMessage(), null);
    } catch (ModelFailure e) {
      return outcome(e);
    } catch (ToolFailure e) {
      return e.isPassing()
          ? Outcome.retry(e.code(), e.getMessage(), e.after())
          : Outcome.giveUp(e.code(), e.getMessage());
    }
  }

  /** Of tools that ask a model. */
  private static Outcome<JsonObject> outcome(ModelFailure failure) {
    return failure.match(
        busy -> Outcome.snooze(busy.after() == null ? BUSY : busy.after(), busy.getMessage()),
        refused -> Outcome.giveUp("model_refused", refused.getMessage()),
        over -> Outcome.giveUp(ModelFailure.OverBudget.REASON, over.getMessage()),
        broken -> {
          throw broken;
        });
  }
}
