package org.waybill.api.mcp;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.concurrent.CompletionStage;
import org.waybill.api.RequestBody;
import org.waybill.json.Json;

/** The methods, and which revision has which. */
@ApplicationScoped
class McpMethods {

  private static final int LONGEST = 200;

  @Inject private ToolListText toolList;
  @Inject private ToolCalls toolCalls;
  @Inject private TaskMethods taskMethods;

  CompletionStage<McpReply> run(McpCall call) {
    return switch (call.message().method()) {
      case "tools/list" -> McpReply.now(tools(call).build());
      case "tools/call" -> toolCalls.run(call);
      default -> call.revision().isStateless() ? stateless(call) : older(call);
    };
  }

  private CompletionStage<McpReply> stateless(McpCall call) {
    return switch (call.message().method()) {
      case "server/discover" -> McpReply.now(ServerText.discovery());
      case "tasks/get" -> taskMethods.get(call);
      case "tasks/update" -> taskMethods.update(call);
      case "tasks/cancel" -> taskMethods.cancel(call);
      default -> throw McpProblem.noMethod(call.message().method(), call.revision());
    };
  }

  private CompletionStage<McpReply> older(McpCall call) {
    return switch (call.message().method()) {
      case "initialize" -> McpReply.now(ServerText.handshake(negotiated(call)));
      case "ping" -> McpReply.now(JsonValue.EMPTY_JSON_OBJECT);
      default -> {
        if (call.revision() != Revision.V2025_11_25) {
          throw McpProblem.noMethod(call.message().method(), call.revision());
        }
        yield tasks(call);
      }
    };
  }

  private CompletionStage<McpReply> tasks(McpCall call) {
    return switch (call.message().method()) {
      case "tasks/get" -> taskMethods.get(call);
      case "tasks/result" -> taskMethods.result(call);
      case "tasks/list" -> taskMethods.list(call);
      case "tasks/cancel" -> taskMethods.cancel(call);
      default -> throw McpProblem.noMethod(call.message().method(), call.revision());
    };
  }

  private static Revision negotiated(McpCall call) {
    return Revision.negotiate(call.params().requiredText("protocolVersion", LONGEST));
  }

  private JsonObjectBuilder tools(McpCall call) {
    if (call.params().value("cursor") != null) {
      throw RequestBody.wrong("cursor", "is given", "none, since the list has one page");
    }
    JsonObjectBuilder list = Json.object().add("tools", toolList.of(call.revision()));
    return call.revision().isStateless() ? ServerText.cached(list) : list;
  }
}
