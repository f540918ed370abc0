package org.waybill.model.log;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.waybill.model.CallOrigin;
import org.waybill.model.CallOutcome;
import org.waybill.model.ModelCall;
import org.waybill.model.ModelCalled;
import org.waybill.model.ModelMessage;
import org.waybill.model.ModelReply;
import org.waybill.model.OfferedTool;
import org.waybill.model.RequestedCall;
import org.waybill.model.Usage;
import org.waybill.owner.Owner;

/** Calls of models that have ended. */
final class GivenCalls {

  static final Instant BEGUN = Instant.parse("2026-01-31T09:30:00Z");

  private GivenCalls() {}

  static CallOrigin of(UUID task, String chat, String agent) {
    return new CallOrigin(new Owner("acme", "ann"), task, 2, chat, agent, agent == null ? null : 7);
  }

  static ModelCalled completed(CallOrigin origin, ModelMessage... messages) {
    Usage usage = new Usage(100, 10, 40, new BigDecimal("0.01"));
    List<RequestedCall> calls = List.of(new RequestedCall("c1", "look", "{\"at\":1}"));
    return new ModelCalled(
        call(origin, messages),
        "large",
        "anthropic",
        "claude",
        BEGUN,
        Duration.ofMillis(120),
        Duration.ofMillis(900),
        new ModelReply("Let me look.", calls, "large", usage, ModelReply.End.CALLS),
        CallOutcome.COMPLETED,
        null);
  }

  static ModelCalled broken(CallOrigin origin) {
    return new ModelCalled(
        call(origin),
        "small",
        "openai",
        "gpt",
        BEGUN,
        null,
        Duration.ofMillis(5),
        null,
        CallOutcome.BROKEN,
        "Could not reach the model.");
  }

  private static ModelCall call(CallOrigin origin, ModelMessage... messages) {
    OfferedTool look = new OfferedTool("look", "Looks.", "{\"type\":\"object\"}");
    return new ModelCall(origin, null, List.of(messages), List.of(look), null, 1_000);
  }
}
