package org.waybill.agent.loop;

import jakarta.json.JsonObject;
import org.waybill.json.Json;
import org.waybill.model.ModelMessage;
import org.waybill.model.RequestedCall;
import org.waybill.text.CutText;

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
    return new CallResult(true, CutText.counted(text, LONGEST), null);
  }

  static CallResult failed(String code, String message) {
    return new CallResult(false, CutText.counted(code + ": " + message, LONGEST), null);
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
    return CutText.counted(text, LONGEST_SUMMARY);
  }
}
