package org.waybill.agent.loop;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.waybill.config.Settings;
import org.waybill.config.ToolSettings;
import org.waybill.handler.AgentEvent;
import org.waybill.handler.InputNeeded;
import org.waybill.handler.Question;
import org.waybill.handler.TaskContext;
import org.waybill.json.Json;
import org.waybill.model.RequestedCall;
import org.waybill.tool.ClientTool;
import org.waybill.type.InputSchemas;
import org.waybill.type.InvalidSchema;
import org.waybill.type.SchemaViolation;

/**
 * Calls of tools that the task's client runs. The client is told of them, and the task waits for
 * its results without a worker. It may give them together or one by one: what is missing is asked
 * for again, under the name of another round.
 */
@ApplicationScoped
class ClientCalls {

  /** Of one call, in characters of JSON: an event has to hold them. */
  static final int LONGEST_ARGUMENTS = 20_000;

  private static final String ERROR = "error";

  @Inject private InputSchemas schemas;
  @Inject private Settings settings;

  /**
   * A call that a model has asked for.
   *
   * @param id within the task
   */
  record Call(String id, ClientTool tool, RequestedCall requested) {}

  /**
   * The results, in the order of the calls.
   *
   * @throws InputNeeded until the client has given all of them, or has let the time pass
   */
  List<CallResult> results(String turn, List<Call> calls, TaskContext context) throws Exception {
    Map<String, CallResult> results = new HashMap<>();
    Map<Call, JsonObject> asked = new LinkedHashMap<>();
    for (Call call : calls) {
      CallResult wrong = check(call);
      if (wrong == null) {
        asked.put(call, ToolCallRunner.arguments(call.requested()));
      } else {
        results.put(call.id(), keep(call, wrong, false, context));
      }
    }
    if (!asked.isEmpty()) {
      ask(turn, asked, results, context);
    }
    return calls.stream().map(each -> results.get(each.id())).toList();
  }

  private void ask(
      String turn,
      Map<Call, JsonObject> asked,
      Map<String, CallResult> results,
      TaskContext context)
      throws Exception {
    String name = turn + ".client";
    context.step(
        name,
        JsonObject.class,
        () -> {
          asked.forEach((call, given) -> announce(call, given, context));
          return JsonValue.EMPTY_JSON_OBJECT;
        });
    Map<String, JsonValue> answers = answers(name, asked.keySet().stream().toList(), context);
    for (Call call : asked.keySet()) {
      results.put(call.id(), keep(call, result(answers.get(call.id())), true, context));
    }
  }

  /** All that came in all rounds; the first result of a call counts. */
  private Map<String, JsonValue> answers(String name, List<Call> asked, TaskContext context) {
    Map<String, JsonValue> answers = new HashMap<>();
    for (int round = 1; ; round++) {
      List<Call> missing = asked.stream().filter(each -> !answers.containsKey(each.id())).toList();
      if (missing.isEmpty()) {
        return answers;
      }
      String question = name + "." + round;
      String answer = context.answer(question);
      if (answer == null) {
        throw new InputNeeded(question(missing).named(question));
      }
      Json.read(answer).asJsonObject().forEach(answers::putIfAbsent);
    }
  }

  private Question question(List<Call> missing) {
    String names =
        missing.stream().map(each -> each.tool().name()).collect(Collectors.joining(", "));
    var late = Json.object();
    missing.forEach(
        each ->
            late.add(
                each.id(), Json.object().add(ERROR, "not_answered: the client gave no result")));
    return Question.toolCalls(
            "The application that started this is to run: " + names,
            missing.stream().map(Call::id).toList())
        .expiresAfter(settings.get(ToolSettings.CLIENT_TIME))
        .orElse(late.build());
  }

  /** What is wrong with a call, before anybody is told of it; or null. */
  private CallResult check(Call call) {
    JsonObject arguments;
    try {
      arguments = ToolCallRunner.arguments(call.requested());
    } catch (JsonException | ClassCastException e) {
      return ToolCallRunner.noObject();
    }
    int length = arguments.toString().length();
    if (length > LONGEST_ARGUMENTS) {
      return CallResult.failed(
          "invalid_arguments",
          "the arguments have %d characters; allowed: at most %d"
              .formatted(length, LONGEST_ARGUMENTS));
    }
    List<SchemaViolation> wrong;
    try {
      wrong = schemas.check(call.tool().parameters(), arguments);
    } catch (InvalidSchema e) {
      return CallResult.failed("invalid_schema", "parameters of the tool: " + e.getMessage());
    }
    return wrong.isEmpty()
        ? null
        : CallResult.failed(
            "invalid_arguments",
            "arguments%s: %s; allowed: what the tool's schema says"
                .formatted(wrong.get(0).path(), wrong.get(0).message()));
  }

  private static void announce(Call call, JsonObject arguments, TaskContext context) {
    context.event(
        AgentEvent.TOOL_CALL,
        Json.object()
            .add("id", call.id())
            .add("tool", call.tool().name())
            .add("arguments", arguments)
            .add("client", true)
            .build());
  }

  private static CallResult keep(
      Call call, CallResult result, boolean isOfClient, TaskContext context) throws Exception {
    return ToolCallRunner.keep(call.id(), call.tool().name(), isOfClient, () -> result, context);
  }

  private static CallResult result(JsonValue answer) {
    if (answer instanceof JsonObject object
        && object.size() == 1
        && object.get(ERROR) instanceof JsonString why) {
      return CallResult.failed("client_failed", why.getString());
    }
    return CallResult.done(
        answer instanceof JsonString text ? text.getString() : answer.toString());
  }
}
