package org.waybill.tool;

import jakarta.json.JsonObject;
import java.util.concurrent.TimeoutException;
import org.waybill.handler.TaskContext;
import org.waybill.handler.WaitNeeded;
import org.waybill.trace.Span;
import org.waybill.trace.Spans;

/** The span of a tool's work, as OpenTelemetry's conventions for generative AI name things. */
final class ToolSpan {

  private ToolSpan() {}

  static Span begin(Spans spans, ToolSpec tool, JsonObject arguments, ToolCall call) {
    TaskContext context = call.context();
    return spans
        .begin("execute_tool " + tool.name(), Span.Kind.INTERNAL)
        .set("gen_ai.operation.name", "execute_tool")
        .set("gen_ai.tool.name", tool.name())
        .set("gen_ai.tool.type", "function")
        .set("gen_ai.tool.description", tool.description())
        .set("gen_ai.tool.call.id", call.id())
        .set("gen_ai.conversation.id", context.chatId())
        .set("waybill.task.id", context.taskId().toString())
        .setContent("gen_ai.tool.call.arguments", arguments::toString);
  }

  static void failed(Span span, Exception why) {
    if (why instanceof ToolFailure failure) {
      span.failed(failure.code());
    } else if (why instanceof WaitNeeded) {
      span.set("waybill.end", "snoozed");
    } else if (why instanceof TimeoutException) {
      span.failed("timed_out");
    } else {
      span.failed(why instanceof InterruptedException ? "cancelled" : why.getClass().getName());
    }
  }
}
