package org.waybill.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.waybill.json.Json;
import org.waybill.outbound.CallLimits;
import org.waybill.outbound.GetResult;
import org.waybill.outbound.RefusedAddress;
import org.waybill.outbound.SafeHttpClient;

/** Calls the token endpoint of a provider. */
@ApplicationScoped
class TokenEndpoint {

  static final Duration TIMEOUT = Duration.ofSeconds(10);

  private static final int MOST_BYTES = 262_144;
  private static final int TOO_MANY = 429;
  private static final int SERVER_ERROR = 500;
  private static final long LONGEST_SECONDS = Duration.ofDays(3_650).toSeconds();
  private static final int LONGEST_TOKEN = 16_384;
  private static final Map<String, String> HEADERS =
      Map.of(
          "Content-Type", "application/x-www-form-urlencoded",
          "Accept", "application/json");

  @Inject private SafeHttpClient client;

  /** Exchanges the code of a consent. */
  Tokens exchange(Provider provider, String code, String verifier, String redirectUri)
      throws TokenRefused, ProviderUnavailable, InterruptedException {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "authorization_code");
    form.put("code", code);
    form.put("code_verifier", verifier);
    form.put("redirect_uri", redirectUri);
    return post(provider, form);
  }

  Tokens refresh(Provider provider, String refreshToken)
      throws TokenRefused, ProviderUnavailable, InterruptedException {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "refresh_token");
    form.put("refresh_token", refreshToken);
    return post(provider, form);
  }

  private Tokens post(Provider provider, Map<String, String> form)
      throws TokenRefused, ProviderUnavailable, InterruptedException {
    Provider.Client own = provider.oauth();
    form.put("client_id", own.id());
    if (own.secret() != null) {
      form.put("client_secret", own.secret());
    }
    try {
      GetResult answer =
          client.send(
              "POST",
              own.tokenEndpoint(),
              HEADERS,
              encode(form).getBytes(UTF_8),
              new CallLimits(TIMEOUT, MOST_BYTES));
      return read(provider, answer);
    } catch (IOException | RefusedAddress e) {
      throw unavailable(provider, "cannot be reached", e);
    }
  }

  private static Tokens read(Provider provider, GetResult answer)
      throws TokenRefused, ProviderUnavailable {
    if (answer.status() >= SERVER_ERROR || answer.status() == TOO_MANY) {
      throw unavailable(provider, "answered " + answer.status(), null);
    }
    JsonObject json = json(provider, answer);
    String error = text(json, "error");
    if (error != null || !answer.isSuccess()) {
      boolean isCode = error != null && error.matches("[a-z_]{1,64}");
      throw new TokenRefused(isCode ? error : "status " + answer.status());
    }
    String access = text(json, "access_token");
    if (access == null || access.isBlank() || access.length() > LONGEST_TOKEN) {
      throw unavailable(provider, "answered without an access token", null);
    }
    long seconds =
        json.get("expires_in") instanceof JsonNumber number
            ? Math.max(0, Math.min(LONGEST_SECONDS, number.longValue()))
            : 0;
    return new Tokens(access, text(json, "refresh_token"), seconds, text(json, "scope"));
  }

  /** The parser's own message may show a part of the answer. */
  private static JsonObject json(Provider provider, GetResult answer) throws ProviderUnavailable {
    try {
      JsonValue value = Json.read(new String(answer.body(), UTF_8));
      if (value instanceof JsonObject object) {
        return object;
      }
    } catch (JsonException e) {
      // The same as another value.
    }
    throw unavailable(provider, "answered " + answer.status() + " without JSON", null);
  }

  private static String text(JsonObject json, String name) {
    return json.get(name) instanceof JsonString text ? text.getString() : null;
  }

  private static ProviderUnavailable unavailable(Provider provider, String what, Throwable cause) {
    return new ProviderUnavailable(
        "The token endpoint of %s %s.".formatted(provider.name(), what), cause);
  }

  static String encode(Map<String, String> form) {
    return form.entrySet().stream()
        .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), UTF_8))
        .collect(Collectors.joining("&"));
  }
}
