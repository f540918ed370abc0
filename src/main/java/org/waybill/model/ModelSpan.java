package org.waybill.model;

import java.net.URI;
import java.util.List;
import org.waybill.trace.Span;
import org.waybill.trace.Spans;

/** The span of a call of a model, as OpenTelemetry's conventions for generative AI name things. */
final class ModelSpan {

  private ModelSpan() {}

  static Span begin(Spans spans, ModelConfig model, ModelCall call) {
    CallOrigin origin = call.origin();
    Span span =
        spans
            .begin("chat " + model.model(), Span.Kind.CLIENT)
            .set("gen_ai.operation.name", "chat")
            .set("gen_ai.provider.name", model.provider().vendor())
            .set("gen_ai.request.model", model.model())
            .set("gen_ai.request.max_tokens", call.maxTokens())
            .set("gen_ai.output.type", call.answerSchema() == null ? "text" : "json")
            .set("gen_ai.conversation.id", origin.chatId())
            .set("gen_ai.agent.name", origin.agent())
            .set("gen_ai.agent.version", text(origin.agentVersion()))
            .set("waybill.task.id", text(origin.taskId()));
    URI url = URI.create(model.url());
    return span.set("server.address", url.getHost())
        .set("server.port", url.getPort() < 0 ? null : url.getPort())
        .setContent("gen_ai.system_instructions", () -> GenAiMessages.instructions(call.messages()))
        .setContent("gen_ai.input.messages", () -> GenAiMessages.input(call.messages()));
  }

  private static String text(Object value) {
    return value == null ? null : value.toString();
  }

  /**
   * @param answeredBy what the server says that answered, or null
   */
  static void end(Span span, ModelCalled called, String answeredBy) {
    ModelReply reply = called.reply();
    if (reply == null) {
      span.failed(called.outcome().label());
      return;
    }
    Usage usage = reply.usage();
    span.set("gen_ai.response.model", answeredBy)
        .set("gen_ai.response.finish_reasons", List.of(GenAiMessages.reason(reply.end())))
        .set("gen_ai.usage.input_tokens", usage.in())
        .set("gen_ai.usage.output_tokens", usage.out())
        .set("gen_ai.usage.cache_read.input_tokens", usage.cached())
        .setContent("gen_ai.output.messages", () -> GenAiMessages.output(reply));
  }
}
