package org.waybill.tool.github;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.waybill.account.AccountKind;
import org.waybill.account.Accounts;
import org.waybill.account.Credential;
import org.waybill.account.NeedsAccount;
import org.waybill.account.ProviderUnavailable;
import org.waybill.json.Json;
import org.waybill.outbound.CallLimits;
import org.waybill.outbound.GetResult;
import org.waybill.outbound.RefusedAddress;
import org.waybill.outbound.ResponseTooLarge;
import org.waybill.outbound.SafeHttpClient;
import org.waybill.tool.ToolCall;
import org.waybill.tool.ToolFailure;

/** Calls the REST API of GitHub as the user of a task. */
@ApplicationScoped
class GitHubClient {

  private static final String STANDARD_ACCOUNT = "github";
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final int MOST_BYTES = 4 << 20;
  private static final int UNAUTHORIZED = 401;

  @Inject private Accounts accounts;
  @Inject private SafeHttpClient http;
  @Inject private Clock clock;

  /** With what a call is made; the trace context may be null. */
  record Access(Credential credential, String traceparent) {}

  /**
   * @param arguments with {@code repository}, and perhaps {@code account}
   * @throws ToolFailure {@code needs_account} if the user has none
   */
  GitHubSession session(String tool, JsonObject arguments, ToolCall call)
      throws ToolFailure, InterruptedException {
    String repository = arguments.getString("repository");
    if (repository.endsWith("/.") || repository.endsWith("/..") || repository.startsWith(".")) {
      throw ToolFailure.forGood(
          "invalid_arguments", "repository is no repository; allowed: owner/name");
    }
    try {
      Credential credential =
          accounts.credential(call.owner(), arguments.getString("account", STANDARD_ACCOUNT), tool);
      if (credential.provider().kind() == AccountKind.SMTP
          || credential.provider().baseUrl() == null) {
        throw ToolFailure.forGood(
            "needs_account",
            "The provider %s has no base URL of an API.".formatted(credential.provider().name()));
      }
      return new GitHubSession(this, new Access(credential, call.traceparent()), repository);
    } catch (NeedsAccount e) {
      throw ToolFailure.forGood("needs_account", e.getMessage());
    } catch (ProviderUnavailable e) {
      throw ToolFailure.forNow("account_unavailable", e.getMessage(), null, e);
    }
  }

  /**
   * @param path with its query
   * @param body null for none
   */
  JsonValue call(Access access, String method, String path, JsonObject body)
      throws ToolFailure, InterruptedException {
    URI uri = URI.create(access.credential().provider().baseUrl() + path);
    byte[] bytes = body == null ? null : body.toString().getBytes(UTF_8);
    try {
      GetResult answer =
          http.send(method, uri, headers(access), bytes, new CallLimits(TIMEOUT, MOST_BYTES));
      if (answer.status() == UNAUTHORIZED) {
        accounts.reject(access.credential());
      }
      if (!answer.isSuccess()) {
        throw GitHubErrors.of(answer, clock);
      }
      return Json.read(new String(answer.body(), UTF_8));
    } catch (RefusedAddress e) {
      throw ToolFailure.forGood("address_not_allowed", e.getMessage());
    } catch (ResponseTooLarge e) {
      throw ToolFailure.forGood("response_too_large", e.getMessage());
    } catch (IOException e) {
      throw ToolFailure.forNow("not_reachable", "GitHub: " + e.getMessage(), null, e);
    } catch (JsonException e) {
      throw ToolFailure.forNow("not_reachable", "GitHub did not answer JSON.", null, null);
    }
  }

  private static Map<String, String> headers(Access access) {
    Map<String, String> headers = new HashMap<>();
    headers.put("Authorization", "Bearer " + access.credential().token());
    headers.put("Accept", "application/vnd.github+json");
    headers.put("X-GitHub-Api-Version", "2022-11-28");
    headers.put("Content-Type", "application/json");
    if (access.traceparent() != null) {
      headers.put("traceparent", access.traceparent());
    }
    return headers;
  }
}
