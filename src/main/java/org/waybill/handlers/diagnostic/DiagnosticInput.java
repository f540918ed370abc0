package org.waybill.handlers.diagnostic;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import org.waybill.handler.Question;

/**
 * What a diagnostic task is to do.
 *
 * @param sleepMs the whole run, spread over {@code steps} and {@code partials}
 * @param failTimes how many attempts fail
 * @param retryAfterMs the gap that a failing attempt asks for, or null
 * @param question what it asks, or null
 * @param snoozeTimes how many attempts, the first ones, want to run later
 * @param stepNames steps that are done once per task
 * @param children how many diagnostic children it hands over and waits for
 * @param extendMs how much longer the attempt may take
 */
record DiagnosticInput(
    JsonValue echo,
    long sleepMs,
    int steps,
    int partials,
    int failTimes,
    boolean failFinally,
    Long retryAfterMs,
    boolean ignoreCancel,
    boolean exitProcess,
    Question question,
    int outputBytes,
    int snoozeTimes,
    long snoozeMs,
    List<String> stepNames,
    int children,
    JsonObject childInput,
    long extendMs) {

  /**
   * @throws IllegalArgumentException if it asks what is no question
   */
  static DiagnosticInput of(JsonObject json) {
    return new DiagnosticInput(
        json.getOrDefault("echo", JsonValue.NULL),
        millis(json, "sleepMs", 0L),
        json.getInt("steps", 1),
        json.getInt("partials", 0),
        json.getInt("failTimes", 0),
        json.getBoolean("failFinally", false),
        millis(json, "retryAfterMs", null),
        json.getBoolean("ignoreCancel", false),
        json.getBoolean("exitProcess", false),
        question(json),
        json.getInt("outputBytes", 0),
        json.getInt("snoozeTimes", 0),
        millis(json, "snoozeMs", 1_000L),
        isAbsent(json, "stepNames")
            ? List.of()
            : json.getJsonArray("stepNames").getValuesAs(JsonString::getString),
        json.getInt("children", 0),
        isAbsent(json, "childInput")
            ? JsonValue.EMPTY_JSON_OBJECT
            : json.getJsonObject("childInput"),
        millis(json, "extendMs", 0L));
  }

  private static Question question(JsonObject json) {
    if (!isAbsent(json, "ask")) {
      return Question.of(json.getJsonObject("ask"));
    }
    return isAbsent(json, "askInput") ? null : Question.text(json.getString("askInput"));
  }

  private static Long millis(JsonObject json, String name, Long standard) {
    JsonNumber number = isAbsent(json, name) ? null : json.getJsonNumber(name);
    return number == null ? standard : (Long) number.longValue();
  }

  private static boolean isAbsent(JsonObject json, String name) {
    return !json.containsKey(name) || json.isNull(name);
  }
}
