package org.waybill.model.log;

import jakarta.json.JsonException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.waybill.json.Json;
import org.waybill.json.JsonObjectWriter;
import org.waybill.model.ModelCall;
import org.waybill.model.ModelImage;
import org.waybill.model.ModelMessage;
import org.waybill.model.ModelReply;
import org.waybill.model.OfferedTool;
import org.waybill.model.RequestedCall;
import org.waybill.text.CredentialMask;
import org.waybill.text.CutText;

/**
 * What was sent to a model and what came back, as JSON: {@code
 * {"messages":[{"role":…,"content":…}],"tools":[{"name":…,"description":…,"arguments":…}],
 * "answerSchema":…,"maxTokens":…,"reply":{"text":…,"calls":[{"id":…,"tool":…,"arguments":…}]}}}.
 * Bounded: what is longer is cut and says so.
 */
public final class CallContents {

  /** In characters, of one text. */
  static final int LONGEST_TEXT = 20_000;

  /** In characters, of all messages; beyond it those in the middle are left out. */
  static final int LONGEST = 200_000;

  private static final int LONGEST_SCHEMA = 4_000;
  private static final int MOST_TOOLS = 100;

  private CallContents() {}

  /**
   * @param reply or null
   */
  static String of(ModelCall call, ModelReply reply) {
    StringBuilder out = new StringBuilder();
    JsonObjectWriter json =
        new JsonObjectWriter(out)
            .json("messages", messages(call.messages()))
            .json("tools", tools(call.tools()))
            .json("answerSchema", call.answerSchema() == null ? null : schema(call.answerSchema()))
            .number("maxTokens", call.maxTokens());
    if (reply != null) {
      StringBuilder answer = new StringBuilder();
      new JsonObjectWriter(answer)
          .text("text", CutText.counted(reply.text(), LONGEST_TEXT))
          .json("calls", calls(reply.calls()))
          .end();
      json.json("reply", answer);
    }
    return encodable(CredentialMask.of(json.end().toString()));
  }

  /** The first one, which are the instructions, and as many of the last as there is room for. */
  private static String messages(List<ModelMessage> all) {
    List<String> written = new ArrayList<>();
    int length = 0;
    int at = all.size() - 1;
    for (; at > 0 && length < LONGEST; at--) {
      String message = message(all.get(at));
      length += message.length();
      written.add(0, message);
    }
    if (at > 0) {
      written.add(0, "{\"omitted\":" + at + "}");
    }
    if (!all.isEmpty()) {
      written.add(0, message(all.get(0)));
    }
    return "[" + String.join(",", written) + "]";
  }

  private static String message(ModelMessage message) {
    StringBuilder out = new StringBuilder();
    JsonObjectWriter json = new JsonObjectWriter(out);
    if (message instanceof ModelMessage.Instructions instructions) {
      json.text("role", "system")
          .text("content", CutText.counted(instructions.text(), LONGEST_TEXT));
    } else if (message instanceof ModelMessage.FromUser user) {
      json.text("role", "user")
          .text("content", CutText.counted(user.text(), LONGEST_TEXT))
          .json("images", user.images().isEmpty() ? null : images(user.images()));
    } else if (message instanceof ModelMessage.FromModel model) {
      json.text("role", "assistant")
          .text("content", CutText.counted(model.text(), LONGEST_TEXT))
          .json("calls", model.calls().isEmpty() ? null : calls(model.calls()));
    } else if (message instanceof ModelMessage.ToolResult result) {
      json.text("role", "tool")
          .text("callId", result.callId())
          .text("tool", result.tool())
          .text("content", CutText.counted(result.text(), LONGEST_TEXT))
          .flag("isError", result.isError());
    }
    return json.end().toString();
  }

  /** Their sizes instead of their bytes. */
  private static String images(List<ModelImage> images) {
    return images.stream()
        .map(
            image ->
                new JsonObjectWriter(new StringBuilder())
                    .text("mediaType", image.mediaType())
                    .number("bytes", image.bytes().length)
                    .end()
                    .toString())
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static String calls(List<RequestedCall> calls) {
    List<String> written = new ArrayList<>();
    for (RequestedCall call : calls) {
      written.add(
          new JsonObjectWriter(new StringBuilder())
              .text("id", call.id())
              .text("tool", call.tool())
              .text(
                  "arguments",
                  call.arguments() == null ? null : CutText.counted(call.arguments(), LONGEST_TEXT))
              .end()
              .toString());
    }
    return "[" + String.join(",", written) + "]";
  }

  private static String tools(List<OfferedTool> tools) {
    List<String> written = new ArrayList<>();
    for (OfferedTool tool : tools.subList(0, Math.min(MOST_TOOLS, tools.size()))) {
      written.add(
          new JsonObjectWriter(new StringBuilder())
              .text("name", tool.name())
              .text("description", CutText.counted(tool.description(), LONGEST_SCHEMA))
              .json("arguments", schema(tool.arguments()))
              .end()
              .toString());
    }
    if (tools.size() > MOST_TOOLS) {
      written.add("{\"omitted\":" + (tools.size() - MOST_TOOLS) + "}");
    }
    return "[" + String.join(",", written) + "]";
  }

  /** As JSON if it is short, else the beginning of its text. */
  private static String schema(String schema) {
    if (schema.length() <= LONGEST_SCHEMA) {
      try {
        return Json.read(schema).toString();
      } catch (JsonException e) {
        return Json.quote(schema);
      }
    }
    return Json.quote(CutText.counted(schema, LONGEST_SCHEMA));
  }

  /** Half a surrogate pair, of a model or of a cut, is no text that can be stored. */
  static String encodable(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }
}
