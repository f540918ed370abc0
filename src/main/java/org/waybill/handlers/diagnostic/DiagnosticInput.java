package org.waybill.handlers.diagnostic;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

/**
 * What a diagnostic task is to do.
 *
 * @param sleepMs the whole run, spread over {@code steps} and {@code partials}
 * @param failTimes how many attempts fail
 * @param retryAfterMs the gap that a failing attempt asks for, or null
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
    String askInput,
    int outputBytes) {

  static DiagnosticInput of(JsonObject json) {
    JsonNumber retryAfter =
        isAbsent(json, "retryAfterMs") ? null : json.getJsonNumber("retryAfterMs");
    return new DiagnosticInput(
        json.getOrDefault("echo", JsonValue.NULL),
        json.containsKey("sleepMs") ? json.getJsonNumber("sleepMs").longValue() : 0,
        json.getInt("steps", 1),
        json.getInt("partials", 0),
        json.getInt("failTimes", 0),
        json.getBoolean("failFinally", false),
        retryAfter == null ? null : retryAfter.longValue(),
        json.getBoolean("ignoreCancel", false),
        json.getBoolean("exitProcess", false),
        isAbsent(json, "askInput") ? null : json.getString("askInput", null),
        json.getInt("outputBytes", 0));
  }

  private static boolean isAbsent(JsonObject json, String name) {
    return !json.containsKey(name) || json.isNull(name);
  }
}
