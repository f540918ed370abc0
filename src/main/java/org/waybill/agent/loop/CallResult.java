package org.waybill.agent.loop;

import jakarta.json.JsonObject;
import org.waybill.json.Json;
import org.waybill.model.ModelMessage;
import org.waybill.model.RequestedCall;

/**
 * What came of a call, for the model.
 *
 * @param text JSON, or why it was not done; at most {@link #LONGEST} characters
 * @param handoffTo the version of the agent that takes over, as {@code name/version}; or null
 */
record CallResult(boolean ok, String text, String handoffTo) {

  /** What a model gets of a longer result is its beginning. */
  static final int LONGEST = 50_000;

  private static final int LONGEST_SUMMARY = 500;

  static CallResult done(String text) {
    return new CallResult(true, cut(text, LONGEST), null);
  }

  static CallResult failed(String code, String message) {
    return new CallResult(false, cut(code + ": " + message, LONGEST), null);
  }

  static CallResult read(JsonObject kept) {
    return new CallResult(
        kept.getBoolean("ok"), kept.getString("text"), kept.getString("handoffTo", null));
  }

  JsonObject write() {
    var json = Json.object().add("ok", ok).add("text", text);
    if (handoffTo != null) {
      json.add("handoffTo", handoffTo);
    }
    return json.build();
  }

  ModelMessage.ToolResult toMessage(RequestedCall call) {
    return new ModelMessage.ToolResult(call.id(), call.tool(), text, !ok);
  }

  /** For people. */
  String summary() {
    return cut(text, LONGEST_SUMMARY);
  }

  private static String cut(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
    return text.substring(0, end) + "… (cut: %,d characters in all)".formatted(text.length());
  }
}
