package org.waybill.api.tasks;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.Set;
import org.waybill.api.Problem;
import org.waybill.api.RequestBody;
import org.waybill.handler.RetryPolicy;

/**
 * {@code maxAttempts} and {@code backoff}: the first gap, or an object with {@code first}, {@code
 * factor}, {@code longest} and {@code jitter}.
 */
final class RetryPolicyParser {

  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final Duration LONGEST_FIRST = Duration.ofDays(1);
  private static final Duration LONGEST = Duration.ofDays(7);
  private static final Set<String> MEMBERS = Set.of("first", "factor", "longest", "jitter");

  private RetryPolicyParser() {}

  static RetryPolicy read(RequestBody body, RetryPolicy usual) {
    RetryPolicy policy =
        usual.withMaxAttempts(body.number("maxAttempts", usual.maxAttempts(), 1, 100));
    if (body.value("backoff") instanceof JsonObject json) {
      return read(json, policy);
    }
    Duration first = body.duration("backoff", usual.first(), SHORTEST, LONGEST_FIRST);
    return new RetryPolicy(
        policy.maxAttempts(), first, usual.factor(), usual.longest(), usual.jitter());
  }

  private static RetryPolicy read(JsonObject json, RetryPolicy usual) {
    try {
      for (String name : json.keySet()) {
        if (!MEMBERS.contains(name)) {
          throw RequestBody.wrong(name, "is unknown", "first, factor, longest and jitter");
        }
      }
      RequestBody body = RequestBody.of(json, "backoff");
      return new RetryPolicy(
          usual.maxAttempts(),
          body.duration("first", usual.first(), SHORTEST, LONGEST_FIRST),
          decimal(json, "factor", usual.factor(), 1, 100),
          body.duration("longest", usual.longest(), SHORTEST, LONGEST),
          decimal(json, "jitter", usual.jitter(), 0, 1));
    } catch (Problem e) {
      throw e.in("backoff.");
    }
  }

  private static double decimal(JsonObject json, String name, double standard, int min, int max) {
    JsonValue value = json.get(name);
    if (value == null || value == JsonValue.NULL) {
      return standard;
    }
    double given = value instanceof JsonNumber number ? number.doubleValue() : Double.NaN;
    if (!(given >= min && given <= max)) {
      throw RequestBody.wrong(name, "is " + value, "a number from " + min + " to " + max);
    }
    return given;
  }
}
