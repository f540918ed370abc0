package org.waybill.agent.loop;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.math.BigDecimal;
import java.util.List;
import org.waybill.json.Json;
import org.waybill.model.ModelReply;
import org.waybill.model.RequestedCall;
import org.waybill.model.Usage;

/** What a model has answered, as a step keeps it. */
final class Turn {

  private Turn() {}

  static JsonObject write(ModelReply reply) {
    JsonArrayBuilder calls = Json.array();
    for (RequestedCall call : reply.calls()) {
      calls.add(
          Json.object()
              .add("id", call.id())
              .add("tool", call.tool())
              .add("arguments", call.arguments()));
    }
    return Json.object()
        .add("text", reply.text())
        .add("calls", calls)
        .add("model", reply.model())
        .add("in", reply.usage().in())
        .add("out", reply.usage().out())
        .add("cached", reply.usage().cached())
        .add("cost", reply.usage().cost())
        .add("end", reply.end().name())
        .build();
  }

  static ModelReply read(JsonObject kept) {
    List<RequestedCall> calls =
        kept.getJsonArray("calls").getValuesAs(JsonObject.class).stream().map(Turn::call).toList();
    return new ModelReply(
        kept.getString("text"),
        calls,
        kept.getString("model"),
        usage(kept),
        ModelReply.End.valueOf(kept.getString("end")));
  }

  private static RequestedCall call(JsonObject kept) {
    return new RequestedCall(
        kept.getString("id"), kept.getString("tool"), kept.getString("arguments"));
  }

  private static Usage usage(JsonObject kept) {
    BigDecimal cost = kept.getJsonNumber("cost").bigDecimalValue();
    return new Usage(number(kept, "in"), number(kept, "out"), number(kept, "cached"), cost);
  }

  private static long number(JsonObject kept, String member) {
    return kept.getJsonNumber(member).longValue();
  }

  /** What {@link org.waybill.handler.AgentEvent#USAGE} says. */
  static JsonObject usage(ModelReply reply) {
    return Json.object()
        .add("model", reply.model())
        .add("in", reply.usage().in())
        .add("out", reply.usage().out())
        .add("cached", reply.usage().cached())
        .add("cost", reply.usage().cost())
        .build();
  }
}
