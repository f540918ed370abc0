package org.waybill.account;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.waybill.running.Receiver;

/**
 * An authorization server that checks what it gets: client, redirect address, PKCE. Refresh tokens
 * count once, and one that comes again ends its account.
 */
public final class ScriptedProvider implements AutoCloseable {

  /** What the user's consent was for. */
  private record Consent(String challenge, String redirectUri) {}

  private final Map<String, Consent> codes = new ConcurrentHashMap<>();
  private final List<Map<String, String>> requests =
      Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger issued = new AtomicInteger();
  private final Receiver server;
  private volatile String refreshToken;
  private volatile String accessToken;
  private volatile int seconds = 3_600;
  private volatile int status = 200;
  private volatile boolean hidesRefresh;
  private final String prefix;

  /**
   * @param prefix of all tokens that it gives
   */
  public ScriptedProvider(String prefix) throws IOException {
    this.prefix = prefix;
    this.server = new Receiver(this::answer);
  }

  /** The configuration of a provider that is this one. */
  public String configuration(String name) {
    return """
        [{"name":"%s","label":"Example","kind":"oauth2","clientId":"waybill",
          "clientSecret":"%s","scopes":["repo","user"],"baseUrl":"%s",
          "authorizationEndpoint":"%s","tokenEndpoint":"%s"}]
        """
        .formatted(
            name, clientSecret(), server.at("/api"), server.at("/authorize"), server.at("/token"))
        .strip();
  }

  public String clientSecret() {
    return prefix + "-client";
  }

  /** A user consents to what the address asks for; answers the code and the state. */
  public Map<String, String> consent(String authorizationUrl) {
    Map<String, String> query = form(URI.create(authorizationUrl).getRawQuery());
    String code = prefix + "-code-" + issued.incrementAndGet();
    codes.put(code, new Consent(query.get("code_challenge"), query.get("redirect_uri")));
    Map<String, String> answer = new HashMap<>(query);
    answer.put("code", code);
    return answer;
  }

  /** How long tokens live from now on. */
  public void tokensLive(int howManySeconds) {
    seconds = howManySeconds;
  }

  /** Answers with this status from now on. */
  public void answers(int with) {
    status = with;
  }

  public void hidesRefreshTokens() {
    hidesRefresh = true;
  }

  /** The user takes the consent back. */
  public void revoke() {
    refreshToken = "revoked";
  }

  public List<Map<String, String>> requests(String grant) {
    return List.copyOf(requests).stream()
        .filter(each -> grant.equals(each.get("grant_type")))
        .toList();
  }

  /** The newest one. */
  public String accessToken() {
    return accessToken;
  }

  private void answer(HttpExchange exchange) throws IOException {
    Map<String, String> form =
        form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    requests.add(form);
    if (status != 200) {
      Receiver.say(exchange, status, "{}");
    } else if (isValid(form)) {
      Receiver.say(exchange, 200, issue());
    } else {
      refreshToken = "revoked";
      Receiver.say(exchange, 400, "{\"error\":\"invalid_grant\"}");
    }
  }

  private synchronized boolean isValid(Map<String, String> form) {
    if (!"waybill".equals(form.get("client_id"))
        || !clientSecret().equals(form.get("client_secret"))) {
      return false;
    }
    if ("refresh_token".equals(form.get("grant_type"))) {
      boolean isCurrent = form.get("refresh_token").equals(refreshToken);
      refreshToken = hidesRefresh ? refreshToken : "used";
      return isCurrent;
    }
    Consent consent = codes.remove(form.get("code"));
    return consent != null
        && consent.redirectUri().equals(form.get("redirect_uri"))
        && consent.challenge().equals(RandomText.sha256(form.get("code_verifier")));
  }

  private synchronized String issue() {
    int number = issued.incrementAndGet();
    accessToken = prefix + "-access-" + number;
    if (hidesRefresh) {
      return "{\"access_token\":\"%s\",\"expires_in\":%d}".formatted(accessToken, seconds);
    }
    refreshToken = prefix + "-refresh-" + number;
    return "{\"access_token\":\"%s\",\"refresh_token\":\"%s\",\"expires_in\":%d,\"scope\":\"repo\"}"
        .formatted(accessToken, refreshToken, seconds);
  }

  private static Map<String, String> form(String text) {
    Map<String, String> form = new HashMap<>();
    for (String pair : text.split("&", -1)) {
      String[] parts = pair.split("=", 2);
      form.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return form;
  }

  @Override
  public void close() {
    server.close();
  }
}
