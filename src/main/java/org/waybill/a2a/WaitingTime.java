package org.waybill.a2a;

import jakarta.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.waybill.json.Json;
import org.waybill.tool.ToolCall;
import org.waybill.tool.ToolFailure;

/**
 * How long a call waits for an agent: first with its worker, then without.
 *
 * @param hold for which it keeps its worker
 * @param timeout after which it has failed; all attempts together have it
 */
record WaitingTime(Clock clock, Duration hold, Duration timeout) {

  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

  /**
   * When this was first reached, in all attempts.
   *
   * @param part of the call
   */
  Instant since(ToolCall call, String part) throws Exception {
    JsonObject kept =
        call.step(
            part,
            JsonObject.class,
            () -> Json.object().add("at", clock.instant().toString()).build());
    return Instant.parse(kept.getString("at"));
  }

  /** For which it still keeps its worker; zero or less if it is to leave. */
  Duration held(Instant since) {
    return hold.minus(passed(since));
  }

  /**
   * Until an agent is asked again if it does not call before: as long as it has worked already, so
   * that long work is looked at rarely.
   *
   * @param since the agent works
   * @throws ToolFailure if it has worked for too long
   */
  Duration pause(Instant since, String agent) throws ToolFailure {
    Duration passed = passed(since);
    Duration left = timeout.minus(passed);
    if (left.isNegative() || left.isZero()) {
      throw ToolFailure.forGood(
          "timed_out",
          "Remote agent %s took longer than %d s".formatted(agent, timeout.toSeconds()));
    }
    return shorter(left, shorter(LONGEST_PAUSE, longer(hold, passed)));
  }

  private Duration passed(Instant since) {
    return Duration.between(since, clock.instant());
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? other : one;
  }
}
