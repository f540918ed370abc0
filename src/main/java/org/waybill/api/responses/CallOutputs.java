package org.waybill.api.responses;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.waybill.api.Problem;
import org.waybill.api.RequestBody;
import org.waybill.json.Json;

/** The outputs of a request as the answer to a task that waits for its client. */
final class CallOutputs {

  private CallOutputs() {}

  /**
   * @param pending the calls that the task waits for, by their ids within it
   * @throws Problem if one is of no such call, or none is given
   */
  static JsonObject answer(UUID task, List<String> pending, InputItems input) {
    if (input.outputs().isEmpty()) {
      throw ResponseProblem.badRequest(
          "tool_output_missing",
          "input",
          "No tool output found for function call %s; allowed: items function_call_output of %s, or cancel the response"
              .formatted(
                  CallItem.id(task, pending.get(0)),
                  String.join(
                      ", ", pending.stream().map(call -> CallItem.id(task, call)).toList())));
    }
    if (!input.text().isBlank()) {
      throw RequestBody.wrong(
          "input",
          "has a message of the user besides outputs of tools",
          "the outputs; send the message once the response is completed");
    }
    JsonObjectBuilder answer = Json.object();
    Set<String> given = new HashSet<>();
    for (CallOutput output : input.outputs()) {
      String call = call(task, pending, output);
      if (!given.add(call)) {
        throw RequestBody.wrong(
            output.place() + ".call_id", "is given more than once", "each call only once");
      }
      answer.add(call, output.output());
    }
    return answer.build();
  }

  private static String call(UUID task, List<String> pending, CallOutput output) {
    return CallItem.call(task, output.callId())
        .filter(pending::contains)
        .orElseThrow(
            () ->
                ResponseProblem.notFound(
                    "tool_call_not_found",
                    output.place() + ".call_id",
                    "The response waits for no function call '%s'; allowed: %s"
                        .formatted(
                            ResponseProblem.shown(output.callId()),
                            String.join(
                                ", ",
                                pending.stream().map(each -> CallItem.id(task, each)).toList()))));
  }
}
