package org.waybill.agent.loop;

import org.waybill.agent.definition.AgentDefinition;
import org.waybill.approval.ApprovalNeeded;
import org.waybill.handler.InputNeeded;
import org.waybill.handler.StepInDoubt;
import org.waybill.handler.TaskContext;
import org.waybill.handler.WaitNeeded;
import org.waybill.model.GenAiMessages;
import org.waybill.trace.Span;
import org.waybill.trace.Spans;

/** The span of an agent's run, as OpenTelemetry's conventions for generative AI name things. */
final class AgentSpan {

  private AgentSpan() {}

  static Span begin(Spans spans, AgentRun run, TaskContext context) {
    AgentDefinition agent = run.agent();
    return spans
        .begin("invoke_agent " + agent.name(), Span.Kind.INTERNAL)
        .set("gen_ai.operation.name", "invoke_agent")
        .set("gen_ai.provider.name", "waybill")
        .set("gen_ai.agent.name", agent.name())
        .set("gen_ai.agent.version", Integer.toString(agent.version()))
        .set("gen_ai.agent.description", agent.description())
        .set("gen_ai.request.model", agent.model())
        .set("gen_ai.conversation.id", context.chatId())
        .set("waybill.task.id", context.taskId().toString())
        .set("waybill.attempt", context.attempt())
        .setContent("gen_ai.input.messages", () -> GenAiMessages.ofUser(run.message()));
  }

  static void end(Span span, AgentAnswer answer) {
    span.set("gen_ai.response.model", answer.model())
        .set("gen_ai.usage.input_tokens", answer.usage().in())
        .set("gen_ai.usage.output_tokens", answer.usage().out())
        .set("gen_ai.usage.cache_read.input_tokens", answer.usage().cached())
        .set("waybill.end", answer.end().label())
        .setContent("gen_ai.output.messages", () -> GenAiMessages.ofAgent(answer.text()));
  }

  /** A run that waits has not failed. */
  static void end(Span span, Exception why) {
    if (why instanceof ApprovalNeeded || why instanceof InputNeeded || why instanceof StepInDoubt) {
      span.set("waybill.end", "input_required");
    } else if (why instanceof WaitNeeded) {
      span.set("waybill.end", "snoozed");
    } else {
      span.failed(why instanceof InterruptedException ? "cancelled" : why.getClass().getName());
    }
  }
}
