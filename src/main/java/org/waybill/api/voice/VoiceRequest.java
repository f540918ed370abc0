package org.waybill.api.voice;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.Optional;
import java.util.StringJoiner;
import org.waybill.agent.loop.AgentRouter;
import org.waybill.api.RequestBody;
import org.waybill.json.Json;

/**
 * What a voice client sends.
 *
 * @param text all text parts, one after the other
 * @param session which conversation it belongs to, or null
 * @param userId as the client names its user, or null
 * @param callId given back with the result, or null
 * @param memory whether earlier messages of the session count
 * @param agent the name of the agent that is to answer, or null
 * @param kept JSON object text of everything but the text
 */
record VoiceRequest(
    String text,
    String session,
    String userId,
    String callId,
    boolean memory,
    String agent,
    String kept) {

  private static final int LONGEST_TEXT = 100_000;
  private static final int LONGEST_ID = 200;
  private static final int LONGEST_AGENT = 64;
  private static final int MOST_PARTS = 100;
  private static final String PARTS = "parts";

  static VoiceRequest of(RequestBody body) {
    String session = body.idOrBlank("session_id", LONGEST_ID);
    String context = body.nested("context").idOrBlank("context_id", LONGEST_ID);
    return new VoiceRequest(
        text(body),
        Optional.ofNullable(session).orElse(context),
        body.line("user_id", LONGEST_ID),
        body.line("voice_call_id", LONGEST_ID),
        body.flag("enable_inter_agent_memory", true),
        agent(body),
        kept(body));
  }

  private static String agent(RequestBody body) {
    String mode = body.line("agent_mode", LONGEST_AGENT);
    return "route".equals(mode) ? AgentRouter.NAME : mode;
  }

  private static String text(RequestBody body) {
    JsonArray parts = body.array(PARTS, MOST_PARTS);
    StringJoiner text = new StringJoiner("\n");
    for (int i = 0; parts != null && i < parts.size(); i++) {
      RequestBody part = root(parts.get(i), PARTS + "[" + i + "]");
      if (isText(part)) {
        text.add(part.requiredText("text", LONGEST_TEXT));
      }
    }
    if (text.length() == 0) {
      throw RequestBody.wrong(
          PARTS,
          parts == null ? "is missing" : "has no text",
          "an array with at least one {\"root\":{\"kind\":\"text\",\"text\":…}}");
    }
    if (text.length() > LONGEST_TEXT) {
      throw RequestBody.wrong(
          PARTS,
          "has " + text.length() + " characters of text",
          "at most " + LONGEST_TEXT + " characters");
    }
    return text.toString();
  }

  /** A part stands in {@code root}, or by itself. */
  private static RequestBody root(JsonValue part, String field) {
    RequestBody outer = RequestBody.of(part, field);
    return outer.value("root") == null ? outer : outer.nested("root");
  }

  private static boolean isText(RequestBody part) {
    return "text".equals(part.text("kind", LONGEST_ID));
  }

  /** The text stands in the input already; other parts are kept, and read by nobody yet. */
  private static String kept(RequestBody body) {
    JsonObjectBuilder kept = Json.object();
    body.json()
        .forEach(
            (name, value) -> {
              if (!name.equals(PARTS)) {
                kept.add(name, value);
              }
            });
    JsonArrayBuilder others = Json.array();
    boolean any = false;
    for (JsonValue part : body.json().getJsonArray(PARTS)) {
      if (!isText(root(part, PARTS))) {
        others.add(part);
        any = true;
      }
    }
    return (any ? kept.add(PARTS, others) : kept).build().toString();
  }
}
