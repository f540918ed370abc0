package org.waybill.api.mcp;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.waybill.api.Problem;
import org.waybill.api.RequestBody;
import org.waybill.api.SubmitAndWait;
import org.waybill.api.TaskParser;
import org.waybill.config.McpSettings;
import org.waybill.config.Settings;
import org.waybill.json.Json;
import org.waybill.task.NewTask;
import org.waybill.task.Task;
import org.waybill.tool.Risk;
import org.waybill.tool.Tool;
import org.waybill.tool.Tools;
import org.waybill.type.InputSchemas;
import org.waybill.type.KnownTypes;
import org.waybill.type.SchemaViolation;

/** {@code tools/call}. */
@ApplicationScoped
class ToolCalls {

  private static final int LONGEST_NAME = 128;
  private static final String SEARCH = "search";

  @Inject private Tools tools;
  @Inject private TaskTools taskTools;
  @Inject private AnsweredCalls answered;
  @Inject private InputSchemas schemas;
  @Inject private TaskParser parser;
  @Inject private SubmitAndWait submissions;
  @Inject private Settings settings;

  /** What is wrong with the arguments is a result, so that the client's model sees it. */
  CompletionStage<McpReply> run(McpCall call) {
    RequestBody params = call.params();
    String name = params.requiredText("name", LONGEST_NAME);
    Optional<OwnTool> own = OwnTool.named(name);
    if (call.wantsTask() && own.isPresent() && !own.get().canBeTask()) {
      throw McpProblem.notOffered("The tool " + name + " cannot be called as a task.");
    }
    JsonObject arguments = params.nested("arguments").json();
    try {
      if (call.revision().isStateless() && params.value("requestState") != null) {
        return answered.run(call, longest());
      }
      return own.isPresent() ? run(call, own.get(), arguments) : run(call, name, arguments);
    } catch (McpProblem e) {
      throw e;
    } catch (Problem e) {
      if (e.status() == 429 || e.status() >= 500) {
        throw e;
      }
      return McpReply.now(ToolResult.of(e));
    }
  }

  private Duration longest() {
    return settings.get(McpSettings.LONGEST_WAIT);
  }

  private CompletionStage<McpReply> run(McpCall call, OwnTool tool, JsonObject arguments) {
    check(tool.label(), tool.arguments(), arguments);
    return switch (tool) {
      case SUBMIT_TASK -> submit(call, arguments);
      case WAIT_FOR_TASK -> McpReply.later(taskTools.awaited(call, arguments, longest()), r -> r);
      case SEARCH_DOCUMENTS -> run(call, SEARCH, arguments);
      case TASK_STATUS, TASK_EVENTS, CANCEL_TASK, ANSWER_TASK ->
          McpReply.now(taskTools.run(tool, call.caller(), arguments));
    };
  }

  private CompletionStage<McpReply> submit(McpCall call, JsonObject arguments) {
    var body =
        arguments.get("options") instanceof JsonObject options
            ? Json.builder(options)
            : Json.object();
    body.add("type", arguments.get("type"));
    body.add("input", arguments.getOrDefault("input", JsonValue.EMPTY_JSON_OBJECT));
    return McpReply.later(
        accept(call, body.build()),
        task ->
            new McpReply.Now(
                call.wantsTask() || call.takesTasks()
                    ? McpTaskText.created(task, call.revision())
                    : ToolResult.of(taskTools.json(task))));
  }

  private CompletionStage<McpReply> run(McpCall call, String name, JsonObject arguments) {
    Tool tool =
        tools
            .find(name)
            .orElseThrow(
                () ->
                    McpProblem.invalidParams(
                        "Unknown tool: '%s'; most like it: %s"
                            .formatted(name, String.join(", ", tools.similarTo(name)))));
    check(name, tool.spec().arguments(), arguments);
    JsonObject body =
        Json.object()
            .add("type", KnownTypes.TOOL_EXECUTION.name())
            .add("input", Json.object().add("tool", name).add("arguments", arguments))
            .build();
    boolean isTask = call.wantsTask() || (call.takesTasks() && tool.risk(arguments) == Risk.WRITE);
    return McpReply.later(
        accept(call, body),
        task ->
            isTask
                ? new McpReply.Now(McpTaskText.created(task, call.revision()))
                : new McpReply.Follow(task, 0, longest(), false));
  }

  private CompletionStage<Task> accept(McpCall call, JsonObject body) {
    NewTask task = parser.builder(RequestBody.of(body, "arguments"), call.caller()).build();
    return submissions.accept(task, Duration.ZERO).thenApply(SubmitAndWait.Seen::task);
  }

  private void check(String tool, String schema, JsonObject arguments) {
    List<SchemaViolation> wrong = schemas.check(schema, arguments);
    if (!wrong.isEmpty()) {
      SchemaViolation first = wrong.get(0);
      throw Problem.badRequest(
          "arguments" + first.path(),
          "arguments%s of tool %s: %s; allowed: what its inputSchema says"
              .formatted(first.path(), tool, first.message()));
    }
  }
}
