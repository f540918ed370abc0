package org.waybill.api.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.waybill.running.Api;

/** What users, their browsers and their tasks do with accounts. */
final class AccountCalls {

  private static final Duration SOON = Duration.ofSeconds(30);

  private AccountCalls() {}

  static Api.Answer connect(Api api, String key) {
    return api.post("/api/accounts/github/connect", "{\"key\":\"" + key + "\"}");
  }

  static String state(Api api, String provider) {
    return api.get("/api/accounts").object().getJsonArray("items").stream()
        .map(each -> each.asJsonObject())
        .filter(each -> each.getString("provider").equals(provider))
        .map(each -> each.getString("state"))
        .findFirst()
        .orElseThrow();
  }

  static String submit(Api api, String tool, String arguments) {
    Api.Answer accepted =
        api.post(
            "/api/tasks",
            "{\"type\":\"tool_execution\",\"input\":{\"tool\":\"%s\",\"arguments\":%s}}"
                .formatted(tool, arguments));
    assertThat(accepted.status()).as(accepted.toString()).isEqualTo(202);
    return accepted.object().getString("id");
  }

  private static void approve(Api api, String task) {
    JsonObject question = api.awaitStatus(task, "input_required", SOON).getJsonObject("question");
    String id = question.getJsonArray("options").getString(0);
    String digest = api.get("/api/approvals/" + id).object().getString("digest");
    Api.Answer decided =
        api.post(
            "/api/approvals/" + id,
            "{\"decision\":\"approve\",\"digest\":\"%s\"}".formatted(digest));
    assertThat(decided.status()).as(decided.toString()).isEqualTo(200);
  }

  static String issue(Api api, String title) {
    String task =
        submit(
            api,
            "github_issue",
            "{\"repository\":\"acme/shop\",\"title\":\"%s\"}".formatted(title));
    approve(api, task);
    return task;
  }

  /** What the provider's page does after consent: it sends the browser back. */
  static Api.Answer callback(Api api, String cookie, Map<String, String> consent) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
            api.base()
                .resolve(
                    "/api/accounts/example/callback?state=%s&code=%s"
                        .formatted(encode(consent.get("state")), encode(consent.get("code")))));
    if (cookie != null) {
      request.header("Cookie", cookie);
    }
    return api.send(request.build());
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  static String cookie(Api.Answer begun) {
    return begun.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
  }

  static Api.Answer begin(Api api) {
    Api.Answer begun = api.post("/api/accounts/example/connect", "");
    assertThat(begun.status()).as(begun.toString()).isEqualTo(200);
    return begun;
  }

  static String url(Api.Answer begun) {
    return begun.object().getString("authorizationUrl");
  }

  static int statusWithoutToken(Api api, String method, String path) {
    return api.send(
            HttpRequest.newBuilder(api.base().resolve(path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build())
        .status();
  }
}
