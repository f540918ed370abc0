package org.waybill.model;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import org.waybill.json.Json;
import org.waybill.text.CutText;

/** Messages as JSON, as OpenTelemetry's conventions for generative AI have them. */
public final class GenAiMessages {

  /** In characters, of one text. */
  private static final int LONGEST = 10_000;

  /** The last ones. */
  private static final int MOST = 100;

  private GenAiMessages() {}

  static String instructions(List<ModelMessage> messages) {
    return messages.stream()
        .filter(ModelMessage.Instructions.class::isInstance)
        .map(each -> Json.array().add(text(((ModelMessage.Instructions) each).text())).build())
        .map(Object::toString)
        .findFirst()
        .orElse(null);
  }

  static String input(List<ModelMessage> messages) {
    JsonArrayBuilder written = Json.array();
    for (ModelMessage each :
        messages.subList(Math.max(0, messages.size() - MOST), messages.size())) {
      if (!(each instanceof ModelMessage.Instructions)) {
        written.add(message(each));
      }
    }
    return written.build().toString();
  }

  private static JsonObject message(ModelMessage message) {
    if (message instanceof ModelMessage.FromModel model) {
      return message("assistant", parts(model.text(), model.calls())).build();
    }
    if (message instanceof ModelMessage.ToolResult result) {
      JsonObject part =
          Json.object()
              .add("type", "tool_call_response")
              .add("id", String.valueOf(result.callId()))
              .add("response", CutText.counted(result.text(), LONGEST))
              .build();
      return message("tool", Json.array().add(part)).build();
    }
    ModelMessage.FromUser user = (ModelMessage.FromUser) message;
    JsonArrayBuilder parts = Json.array().add(text(user.text()));
    user.images().forEach(image -> parts.add(image(image)));
    return message("user", parts).build();
  }

  /** One message of a user. */
  public static String ofUser(String text) {
    return Json.array().add(message("user", Json.array().add(text(text)))).build().toString();
  }

  /** One answer of an agent. */
  public static String ofAgent(String text) {
    return Json.array()
        .add(message("assistant", Json.array().add(text(text))).add("finish_reason", "stop"))
        .build()
        .toString();
  }

  static String output(ModelReply reply) {
    return Json.array()
        .add(
            message("assistant", parts(reply.text(), reply.calls()))
                .add("finish_reason", reason(reply.end())))
        .build()
        .toString();
  }

  static String reason(ModelReply.End end) {
    return switch (end) {
      case COMPLETE -> "stop";
      case CALLS -> "tool_call";
      case LENGTH -> "length";
      case FILTERED -> "content_filter";
    };
  }

  private static JsonObjectBuilder message(String role, JsonArrayBuilder parts) {
    return Json.object().add("role", role).add("parts", parts);
  }

  private static JsonArrayBuilder parts(String text, List<RequestedCall> calls) {
    JsonArrayBuilder parts = Json.array();
    if (!text.isEmpty()) {
      parts.add(text(text));
    }
    for (RequestedCall call : calls) {
      parts.add(
          Json.object()
              .add("type", "tool_call")
              .add("id", String.valueOf(call.id()))
              .add("name", call.tool())
              .add("arguments", CutText.counted(String.valueOf(call.arguments()), LONGEST)));
    }
    return parts;
  }

  /** Its size instead of its bytes. */
  private static JsonObject image(ModelImage image) {
    return Json.object()
        .add("type", "image")
        .add("mime_type", image.mediaType())
        .add("bytes", image.bytes().length)
        .build();
  }

  private static JsonObject text(String text) {
    return Json.object().add("type", "text").add("content", CutText.counted(text, LONGEST)).build();
  }
}
