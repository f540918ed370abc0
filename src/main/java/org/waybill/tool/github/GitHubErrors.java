package org.waybill.tool.github;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.waybill.json.Json;
import org.waybill.outbound.GetResult;
import org.waybill.outbound.RetryAfter;
import org.waybill.text.CutText;
import org.waybill.tool.ToolFailure;

/** What GitHub's answers mean for a call. */
final class GitHubErrors {

  static final String NOT_FOUND = "not_found";

  private static final int SHOWN = 300;
  private static final int SERVER_ERROR = 500;
  private static final Duration USUAL_WAIT = Duration.ofMinutes(1);
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);

  private GitHubErrors() {}

  static ToolFailure of(GetResult answer, Clock clock) {
    String message = message(answer);
    if (answer.status() >= SERVER_ERROR) {
      return ToolFailure.forNow("not_reachable", message, wait(answer, clock), null);
    }
    return switch (answer.status()) {
      case 401 ->
          ToolFailure.forGood(
              "needs_account", "GitHub refused the account's credential; connect it again.");
      case 403, 429 ->
          isLimited(answer)
              ? ToolFailure.forNow("rate_limited", message, limit(answer, clock), null)
              : ToolFailure.forGood("forbidden", message);
      case 404 -> ToolFailure.forGood(NOT_FOUND, message);
      case 409 -> ToolFailure.forNow("conflict", message, null, null);
      default -> ToolFailure.forGood("rejected", message);
    };
  }

  private static boolean isLimited(GetResult answer) {
    return answer.status() == 429
        || answer.header("retry-after").isPresent()
        || answer.header("x-ratelimit-remaining").filter("0"::equals).isPresent();
  }

  private static Duration limit(GetResult answer, Clock clock) {
    Duration wait = wait(answer, clock);
    return wait == null ? USUAL_WAIT : wait;
  }

  /** Until when GitHub asks to wait; null if it does not say. */
  private static Duration wait(GetResult answer, Clock clock) {
    return RetryAfter.of(answer.header("retry-after"), clock)
        .or(() -> reset(answer, clock))
        .map(wait -> wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait)
        .orElse(null);
  }

  private static Optional<Duration> reset(GetResult answer, Clock clock) {
    return answer
        .header("x-ratelimit-reset")
        .filter(text -> text.matches("\\d{1,12}"))
        .map(text -> Duration.between(clock.instant(), Instant.ofEpochSecond(Long.parseLong(text))))
        .map(wait -> wait.isNegative() ? Duration.ZERO : wait);
  }

  private static String message(GetResult answer) {
    String text = "";
    try {
      if (Json.read(new String(answer.body(), UTF_8)) instanceof JsonObject json
          && json.get("message") instanceof JsonString message) {
        text = ": " + message.getString().replaceAll("\\p{C}", " ");
      }
    } catch (JsonException e) {
      // A proxy's page: the status says enough.
    }
    String whole = "GitHub answered " + answer.status() + text;
    return CutText.begin(whole, SHOWN);
  }

  static JsonObject object(JsonValue value) throws ToolFailure {
    if (value instanceof JsonObject object) {
      return object;
    }
    throw unexpected();
  }

  static JsonArray array(JsonValue value) throws ToolFailure {
    if (value instanceof JsonArray array && array.stream().allMatch(JsonObject.class::isInstance)) {
      return array;
    }
    throw unexpected();
  }

  static ToolFailure unexpected() {
    return ToolFailure.forNow(
        "not_reachable", "GitHub's answer has not the expected members.", null, null);
  }
}
