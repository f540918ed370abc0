package org.waybill.api.mcp;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import org.waybill.approval.CallDigest;
import org.waybill.json.Json;
import org.waybill.security.Caller;

/**
 * Which question of which task a call has led to, as text that passes through the client: signed,
 * and good for the same caller, the same call and a while only.
 */
@ApplicationScoped
class RequestState {

  private static final Duration VALID = Duration.ofHours(24);
  private static final int LONGEST = 4_000;
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  @Inject private SigningKey key;
  @Inject private Clock clock;

  /**
   * A question.
   *
   * @param attempt of the task, which tells its questions apart
   */
  record Asked(String task, int attempt) {}

  String write(Asked asked, Caller caller, String digest) {
    byte[] payload =
        Json.object()
            .add("task", asked.task())
            .add("attempt", asked.attempt())
            .add("owner", owner(caller))
            .add("call", digest)
            .add("until", clock.instant().plus(VALID).getEpochSecond())
            .build()
            .toString()
            .getBytes(StandardCharsets.UTF_8);
    return ENCODER.encodeToString(payload) + "." + ENCODER.encodeToString(key.sign(payload));
  }

  /**
   * @throws McpProblem if it is not ours, not this caller's, of another call, or too old
   */
  Asked read(String text, Caller caller, String digest) {
    JsonObject state = verified(text);
    boolean fits =
        state != null
            && state.getString("owner", "").equals(owner(caller))
            && state.getString("call", "").equals(digest)
            && state.getJsonNumber("until").longValue() > clock.instant().getEpochSecond();
    if (!fits) {
      throw McpProblem.invalidParams(
          "requestState is not valid; allowed: the one that this call was answered with, within "
              + VALID.toHours()
              + " hours");
    }
    return new Asked(state.getString("task"), state.getInt("attempt"));
  }

  private JsonObject verified(String text) {
    int dot = text.indexOf('.');
    if (dot < 0 || text.length() > LONGEST) {
      return null;
    }
    try {
      byte[] payload = Base64.getUrlDecoder().decode(text.substring(0, dot));
      byte[] signature = Base64.getUrlDecoder().decode(text.substring(dot + 1));
      return MessageDigest.isEqual(signature, key.sign(payload))
          ? Json.read(new String(payload, StandardCharsets.UTF_8)).asJsonObject()
          : null;
    } catch (IllegalArgumentException | JsonException e) {
      return null;
    }
  }

  private static String owner(Caller caller) {
    return caller.tenant() + "/" + caller.userId();
  }

  /** What a call is: its tool and arguments. */
  static String digest(McpCall call) {
    boolean given = call.message().params().get("arguments") instanceof JsonObject;
    return CallDigest.of(
        call.message().text("name"),
        given ? call.message().params().getJsonObject("arguments") : JsonValue.EMPTY_JSON_OBJECT);
  }
}
