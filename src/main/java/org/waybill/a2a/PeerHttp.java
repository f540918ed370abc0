package org.waybill.a2a;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.waybill.json.Json;
import org.waybill.outbound.CallLimits;
import org.waybill.outbound.GetResult;
import org.waybill.outbound.OpenResponse;
import org.waybill.outbound.SafeHttpClient;

/** Requests to one agent and their answers. */
final class PeerHttp {

  static final int MOST_BYTES = 8 << 20;
  private static final int MOST_BYTES_OF_CARD = 1 << 20;
  private static final Duration SHORT = Duration.ofSeconds(20);

  /** A connection that is older may be dead without anybody noticing. */
  private static final Duration LONGEST_STREAM = Duration.ofMinutes(5);

  /**
   * Not run, and perhaps accepted later: when an administrator has changed something, or by itself.
   */
  private static final Set<Integer> PASSING = Set.of(401, 403, 404, 405, 429, 503);

  private final SafeHttpClient http;
  private final RemoteAgentSpec spec;

  PeerHttp(SafeHttpClient http, RemoteAgentSpec spec) {
    this.http = http;
    this.spec = spec;
  }

  /** The card at an address. */
  JsonObject card(URI uri) throws IOException, InterruptedException {
    Map<String, String> headers = new HashMap<>(spec.headers());
    headers.put("Accept", "application/json");
    headers.put("A2A-Version", PeerProtocol.RPC.version());
    GetResult answer = http.get(uri, headers, new CallLimits(SHORT, MOST_BYTES_OF_CARD));
    if (!answer.isSuccess()) {
      throw new PeerRefusal(
          answer.status(), "its card is answered with HTTP status " + answer.status(), true);
    }
    return json(new String(answer.body(), UTF_8));
  }

  /** The result of a request that is answered at once. */
  JsonObject call(PeerRequest request) throws IOException, InterruptedException {
    return call(request, SHORT);
  }

  /**
   * The same.
   *
   * @throws PeerRefusal if the agent did not run it
   * @throws IOException if nobody knows
   */
  JsonObject call(PeerRequest request, Duration timeout) throws IOException, InterruptedException {
    GetResult answer =
        http.send(
            request.method(),
            request.uri(),
            headers(request, "application/json"),
            body(request),
            new CallLimits(timeout, MOST_BYTES));
    return result(request.protocol(), answer.status(), new String(answer.body(), UTF_8));
  }

  /** The answer as events; it need not be a stream. */
  PeerStream open(PeerRequest request) throws IOException, InterruptedException {
    Duration timeout =
        spec.timeout().compareTo(LONGEST_STREAM) < 0 ? spec.timeout() : LONGEST_STREAM;
    OpenResponse response =
        http.open(
            request.method(),
            request.uri(),
            headers(request, "text/event-stream, application/json"),
            body(request),
            timeout);
    return new PeerStream(request.protocol(), response);
  }

  private Map<String, String> headers(PeerRequest request, String accept) {
    Map<String, String> headers = new HashMap<>(spec.headers());
    headers.put("Accept", accept);
    headers.put("A2A-Version", request.protocol().version());
    if (request.body() != null) {
      headers.put("Content-Type", "application/json");
    }
    return headers;
  }

  private static byte[] body(PeerRequest request) {
    return request.body() == null ? null : request.body().toString().getBytes(UTF_8);
  }

  /** What an answer brings. */
  static JsonObject result(PeerProtocol protocol, int status, String body) throws IOException {
    if (status / 100 != 2) {
      throw refusal(status, body);
    }
    JsonObject json = json(body);
    if (json.get("error") instanceof JsonObject error) {
      throw refusal(error);
    }
    if (protocol == PeerProtocol.REST) {
      return json;
    }
    if (json.get("result") instanceof JsonObject result) {
      return result;
    }
    throw new IOException("the answer of the agent has no result");
  }

  private static IOException refusal(int status, String body) {
    JsonObject error = JsonObject.EMPTY_JSON_OBJECT;
    try {
      error = PeerJson.object(json(body), "error");
    } catch (IOException e) {
      error = JsonObject.EMPTY_JSON_OBJECT;
    }
    if (error.get("code") instanceof JsonNumber code && code.intValue() < 0) {
      return refusal(error);
    }
    String said = PeerJson.text(error, "message", "");
    String text = "HTTP status " + status + (said.isEmpty() ? "" : ": " + shown(said));
    boolean isUnclear = status >= 500 && status != 503;
    return isUnclear
        ? new IOException(text)
        : new PeerRefusal(status, text, PASSING.contains(status) || status < 400);
  }

  private static PeerRefusal refusal(JsonObject error) {
    int code = error.get("code") instanceof JsonNumber number ? number.intValue() : 0;
    return new PeerRefusal(code, shown(PeerJson.text(error, "message", "no reason given")), false);
  }

  private static String shown(String text) {
    String clean = text.replaceAll("\\p{Cntrl}", " ");
    return clean.length() <= 500 ? clean : clean.substring(0, 500);
  }

  static JsonObject json(String text) throws IOException {
    try {
      return Json.read(text).asJsonObject();
    } catch (JsonException | ClassCastException e) {
      throw new IOException("the agent sent no JSON object", e);
    }
  }
}
