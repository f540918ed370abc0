package org.waybill.tool.builtin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.waybill.handler.NothingDone;
import org.waybill.json.Json;
import org.waybill.outbound.CallFailed;
import org.waybill.outbound.CallLimits;
import org.waybill.outbound.GetResult;
import org.waybill.outbound.PostResult;
import org.waybill.outbound.RefusedAddress;
import org.waybill.outbound.ResponseTooLarge;
import org.waybill.outbound.SafeHttpClient;
import org.waybill.tool.Risk;
import org.waybill.tool.Tool;
import org.waybill.tool.ToolCall;
import org.waybill.tool.ToolFailure;
import org.waybill.tool.ToolSpec;

/** Calls a public HTTP address: GET looks something up, POST changes something. */
@ApplicationScoped
public class HttpTool implements Tool {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final int MOST_BYTES = 1 << 20;

  private static final ToolSpec SPEC =
      new ToolSpec(
          "http",
          "Calls an HTTP address on the public internet. GET reads, POST needs approval.",
          Risk.WRITE,
          """
          {"type":"object","required":["url"],"additionalProperties":false,"properties":{
            "method":{"enum":["GET","POST"],"default":"GET"},
            "url":{"type":"string","minLength":1,"maxLength":2000},
            "headers":{"type":"object","maxProperties":50,
              "additionalProperties":{"type":"string","maxLength":4000}},
            "body":{"type":"string","maxLength":1000000,"description":"Of a POST."}}}
          """,
          """
          {"type":"object","required":["status","headers","body"],"properties":{
            "status":{"type":"integer"},
            "headers":{"type":"object","additionalProperties":{"type":"string"}},
            "body":{"type":"string","description":"UTF-8 text; of a POST its first 2,000 bytes."}}}
          """,
          TIMEOUT.plusSeconds(5),
          120,
          ToolSpec.BUILT_IN);

  @Inject private SafeHttpClient client;

  @Override
  public ToolSpec spec() {
    return SPEC;
  }

  @Override
  public Risk risk(JsonObject arguments) {
    return isPost(arguments) ? Risk.WRITE : Risk.READ;
  }

  @Override
  public String summary(JsonObject arguments) {
    return "Send this to %s:%n%n%s"
        .formatted(arguments.getString("url"), arguments.getString("body", ""));
  }

  @Override
  public JsonValue run(JsonObject arguments, ToolCall call) throws Exception {
    Map<String, String> headers = headers(arguments, call);
    try {
      URI uri = client.check("url", arguments.getString("url"));
      return isPost(arguments)
          ? post(uri, headers, arguments.getString("body", ""))
          : get(uri, headers);
    } catch (RefusedAddress e) {
      throw ToolFailure.forGood("address_not_allowed", e.getMessage());
    } catch (ResponseTooLarge e) {
      throw ToolFailure.forGood("response_too_large", e.getMessage());
    } catch (IllegalArgumentException e) {
      throw ToolFailure.forGood("invalid_arguments", "headers: " + e.getMessage());
    }
  }

  private JsonValue get(URI uri, Map<String, String> headers)
      throws ToolFailure, IOException, InterruptedException {
    try {
      GetResult result = client.get(uri, headers, new CallLimits(TIMEOUT, MOST_BYTES));
      return answer(
          result.status(), result.headers(), new String(result.body(), StandardCharsets.UTF_8));
    } catch (CallFailed e) {
      throw ToolFailure.forNow("not_reachable", e.getMessage(), null, e);
    }
  }

  private JsonValue post(URI uri, Map<String, String> headers, String body)
      throws IOException, InterruptedException, NothingDone {
    try {
      PostResult result = client.post(uri, headers, body.getBytes(StandardCharsets.UTF_8), TIMEOUT);
      return answer(result.status(), result.headers(), result.text());
    } catch (CallFailed e) {
      if (e.getCause() instanceof java.net.ConnectException) {
        throw new NothingDone(e.getMessage(), e);
      }
      throw e;
    }
  }

  private static JsonValue answer(int status, Map<String, String> headers, String body) {
    var json = Json.object();
    headers.forEach(json::add);
    return Json.object()
        .add("status", status)
        .add("headers", json)
        .add("body", body.replace("\0", ""))
        .build();
  }

  private static Map<String, String> headers(JsonObject arguments, ToolCall call) {
    Map<String, String> headers = new LinkedHashMap<>();
    if (arguments.containsKey("headers")) {
      arguments
          .getJsonObject("headers")
          .forEach((name, value) -> headers.put(name, ((JsonString) value).getString()));
    }
    headers.putIfAbsent("User-Agent", "Waybill");
    if (isPost(arguments)) {
      headers.putIfAbsent("Content-Type", "application/json");
      headers.putIfAbsent("Idempotency-Key", call.idempotencyKey());
    }
    if (call.traceparent() != null) {
      headers.putIfAbsent("traceparent", call.traceparent());
    }
    return headers;
  }

  private static boolean isPost(JsonObject arguments) {
    return arguments.getString("method", "GET").equals("POST");
  }
}
