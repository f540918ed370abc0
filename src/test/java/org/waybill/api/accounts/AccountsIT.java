package org.waybill.api.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.waybill.api.accounts.AccountCalls.begin;
import static org.waybill.api.accounts.AccountCalls.callback;
import static org.waybill.api.accounts.AccountCalls.connect;
import static org.waybill.api.accounts.AccountCalls.cookie;
import static org.waybill.api.accounts.AccountCalls.encode;
import static org.waybill.api.accounts.AccountCalls.issue;
import static org.waybill.api.accounts.AccountCalls.state;
import static org.waybill.api.accounts.AccountCalls.statusWithoutToken;
import static org.waybill.api.accounts.AccountCalls.submit;
import static org.waybill.api.accounts.AccountCalls.url;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.waybill.account.ScriptedProvider;
import org.waybill.running.Api;
import org.waybill.running.EventSource;
import org.waybill.running.RunningServer;
import org.waybill.tool.github.StubGitHub;

/** A user connects accounts, tools use them, and what is secret is nowhere to be found. */
class AccountsIT {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String KEY = "key-" + UUID.randomUUID();
  private static final String OTHER_KEY = "other-" + UUID.randomUUID();
  private static final String WRONG_KEY = "wrong-" + UUID.randomUUID();
  private static final String TOKENS = "oauth-" + UUID.randomUUID();

  private static StubGitHub stub;
  private static ScriptedProvider oauth;
  private static RunningServer server;
  private static Api ann;
  private static Api bob;

  @BeforeAll
  static void start() throws IOException {
    stub = new StubGitHub(KEY);
    oauth = new ScriptedProvider(TOKENS);
    String providers =
        stub.configuration().replaceFirst("]$", ",")
            + oauth.configuration("example").replaceFirst("^\\[", "");
    server =
        RunningServer.start(
            Map.of("WAYBILL_ACCOUNT_PROVIDERS", providers, "WAYBILL_OUTBOUND_ALLOW", "127.0.0.1"));
    ann = server.api().user("ann");
    bob = server.api().user("bob");
  }

  @AfterAll
  static void end() {
    server.close();
    stub.close();
    oauth.close();
  }

  @Test
  void anIssueIsOpenedOnceWithTheUsersKey() {
    Api.Answer connected = connect(ann, KEY);
    assertThat(connected.status()).as(connected.toString()).isEqualTo(201);
    assertThat(connected.object().getString("state")).isEqualTo("connected");
    String task = issue(ann, "From ann");
    JsonObject done = ann.awaitStatus(task, "completed", SOON);
    assertThat(done.getJsonObject("output").getJsonObject("result").getString("url"))
        .contains("/issues/");
    assertThat(stub.issues())
        .filteredOn(each -> each.getString("title").equals("From ann"))
        .hasSize(1);
    assertThat(state(bob, "github")).isEqualTo("not_connected");
  }

  @Test
  void whoHasNoAccountLearnsWhatToDo() {
    String task = issue(bob, "From bob");
    JsonObject failed = bob.awaitStatus(task, "failed", SOON);
    assertThat(failed.getString("reason")).isEqualTo("needs_account");
    assertThat(failed.getString("error")).contains("/api/accounts/github/connect");
    assertThat(failed.getInt("attempt")).as("one before approval, one after").isEqualTo(2);
    assertThat(stub.issues()).noneMatch(each -> each.getString("title").equals("From bob"));
  }

  @Test
  void aWrongKeyIsRefusedByGitHubAndNotShown() {
    Api carol = server.api().user("carol");
    connect(carol, WRONG_KEY);
    String task =
        submit(carol, "github_read", "{\"repository\":\"acme/shop\",\"what\":\"issues\"}");
    assertThat(carol.awaitStatus(task, "failed", SOON).getString("reason"))
        .isEqualTo("needs_account");
    assertThat(state(carol, "github")).isEqualTo("expired");
    assertThat(carol.delete("/api/accounts/github").status()).isEqualTo(204);
    assertThat(carol.delete("/api/accounts/github").status()).isEqualTo(404);
  }

  @Test
  void whatIsEnteredIsCheckedAndNotRepeated() {
    for (String body :
        List.of(
            "{}",
            "{\"key\":\"%s \"}".formatted(OTHER_KEY),
            "{\"key\":[\"%s\"]}".formatted(OTHER_KEY),
            "{\"key\":\"a\",\"%s\":1}".formatted("token"),
            "{\"key\":\"%s".formatted(OTHER_KEY),
            "[\"%s\"]".formatted(OTHER_KEY),
            "{\"key\":\"%s\"}".formatted("x".repeat(5_000)))) {
      Api.Answer refused = bob.post("/api/accounts/github/connect", body);
      assertThat(refused.status()).as(body).isEqualTo(400);
      assertThat(refused.toString()).doesNotContain(OTHER_KEY);
    }
    assertThat(connect(bob, "x").status()).isEqualTo(201);
    bob.delete("/api/accounts/github");
    assertThat(bob.post("/api/accounts/gitlab/connect", "{}").status()).isEqualTo(404);
  }

  @Test
  void aConsentConnectsTheUserWhoBegan() {
    Api dora = server.api().user("dora");
    Api.Answer begun = begin(dora);
    assertThat(begun.headers().firstValue("Set-Cookie").orElseThrow())
        .containsIgnoringCase("HttpOnly")
        .containsIgnoringCase("SameSite=Lax")
        .contains("Max-Age=600", "Path=/api/accounts/example");
    Map<String, String> consent = oauth.consent(url(begun));
    assertThat(URI.create(consent.get("redirect_uri")))
        .isEqualTo(server.base().resolve("/api/accounts/example/callback"));
    assertThat(callback(ann, null, consent).status()).as("another browser").isEqualTo(400);
    assertThat(callback(ann, cookie(begin(bob)), consent).status())
        .as("another user")
        .isEqualTo(400);
    Api.Answer page = callback(ann, cookie(begun), consent);
    assertThat(page.status()).as(page.toString()).isEqualTo(200);
    assertThat(page.body().toString()).contains("connected");
    Api.Answer again = callback(ann, cookie(begun), consent);
    assertThat(again.status()).isEqualTo(400);
    assertThat(again.object().getString("field")).isEqualTo("state");
    assertThat(state(dora, "example")).isEqualTo("connected");
    assertThat(state(bob, "example")).isEqualTo("not_connected");
  }

  @Test
  void aRefusedConsentConnectsNothing() {
    Api eve = server.api().user("eve");
    Api.Answer begun = begin(eve);
    String state = oauth.consent(url(begun)).get("state");
    HttpRequest denied =
        HttpRequest.newBuilder(
                server
                    .base()
                    .resolve(
                        "/api/accounts/example/callback?error=access_denied&state="
                            + encode(state)))
            .header("Cookie", cookie(begun))
            .build();
    Api.Answer refused = eve.send(denied);
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.object().getString("code")).isEqualTo("authorization_refused");
    assertThat(eve.send(denied).status()).isEqualTo(400);
    assertThat(state(eve, "example")).isEqualTo("not_connected");
  }

  @Test
  void onlyTheCallbackNeedsNoToken() {
    for (String path :
        List.of(
            "/api/accounts",
            "/api/accounts/example",
            "/api/accounts/example/connect",
            "/api/accounts/example/callback/x",
            "/api/accounts/example/callback;a=b",
            "/api/accounts/example%2Fcallback")) {
      for (String method : List.of("GET", "POST", "DELETE")) {
        assertThat(statusWithoutToken(ann, method, path))
            .as(method + " " + path)
            .isIn(400, 401, 404);
      }
    }
    assertThat(statusWithoutToken(ann, "GET", "/api/accounts")).isEqualTo(401);
    assertThat(statusWithoutToken(ann, "GET", "/api/accounts/example/callback")).isEqualTo(400);
    assertThat(statusWithoutToken(ann, "DELETE", "/api/accounts/example/callback")).isEqualTo(405);
  }

  @Test
  void administratorsAloneRotateKeys() {
    connect(server.api().user("finn"), OTHER_KEY);
    assertThat(ann.post("/api/secret-keys/rotate", "").status()).isEqualTo(403);
    assertThat(ann.get("/api/secret-keys").status()).isEqualTo(403);
    Api.Answer rotated = server.api().post("/api/secret-keys/rotate", "");
    assertThat(rotated.object().getInt("remaining")).isZero();
    assertThat(server.api().get("/api/secret-keys").object().getString("encryptsWith"))
        .isEqualTo("k1");
  }

  /** After everything that may go right or wrong with a secret. */
  @Test
  void noSecretIsFoundAnywhere() throws IOException, SQLException {
    Api gina = server.api().user("gina");
    connect(gina, KEY);
    String opened = issue(gina, "From gina");
    gina.awaitStatus(opened, "completed", SOON);
    connect(gina, WRONG_KEY);
    String refused = issue(gina, "Refused");
    gina.awaitStatus(refused, "failed", SOON);
    Api.Answer begun = begin(gina);
    assertThat(callback(ann, cookie(begun), oauth.consent(url(begun))).status()).isEqualTo(200);
    begin(gina);
    oauth.answers(500);
    Api.Answer failing = begin(gina);
    assertThat(callback(ann, cookie(failing), oauth.consent(url(failing))).status()).isEqualTo(503);
    oauth.answers(200);

    SecretSearch search =
        new SecretSearch(server, List.of(KEY, WRONG_KEY, OTHER_KEY, TOKENS, encryptionKey()));
    assertThat(search.inTables()).isEmpty();
    assertThat(search.inFiles(server.data())).isEmpty();
    assertThat(search.in(Files.readString(server.log()))).isEmpty();
    for (String shown : shown(gina, opened, refused)) {
      assertThat(search.in(shown)).isEmpty();
    }
  }

  private static String encryptionKey() throws IOException {
    return Files.readAllLines(server.data().resolve("secret-keys")).stream()
        .filter(line -> line.startsWith("k1="))
        .map(line -> line.substring("k1=".length()))
        .findFirst()
        .orElseThrow();
  }

  /** Whatever the user, an administrator and a metrics collector can read. */
  private static List<String> shown(Api user, String... tasks) {
    List<String> shown = new ArrayList<>();
    for (String task : tasks) {
      shown.add(user.get("/api/tasks/" + task).toString());
      shown.add(user.get("/api/tasks/" + task + "/events").toString());
      try (EventSource events = EventSource.open(user, "/api/tasks/" + task + "/events")) {
        shown.add(events.all(SOON).toString());
      }
    }
    Api admin = server.api();
    for (String path :
        List.of(
            "/api/tasks?include=input,output",
            "/api/approvals?state=all",
            "/api/accounts",
            "/api/tools",
            "/metrics",
            "/api/dead-letters",
            "/api/secret-keys",
            "/health/ready")) {
      shown.add(admin.get(path).toString());
      shown.add(user.get(path).toString());
    }
    assertThat(shown).hasSize(22);
    return shown;
  }

  /** The search finds what is there: otherwise it would prove nothing. */
  @Test
  void theSearchFindsWhatIsInClear() throws IOException, SQLException {
    String inClear = "clear-" + UUID.randomUUID();
    String task = submit(ann, "calculator", "{\"expression\":\"%s\"}".formatted(inClear));
    ann.awaitStatus(task, "failed", SOON);
    SecretSearch search = new SecretSearch(server, List.of(inClear));
    assertThat(search.inTables()).isNotEmpty();
    assertThat(search.inFiles(server.data().resolve("postgres"))).isNotEmpty();
    byte[] bytes = inClear.getBytes(StandardCharsets.UTF_8);
    assertThat(search.in("x " + Base64.getEncoder().encodeToString(bytes))).hasSize(1);
  }

  @Test
  void aServerThatIsAwayIsTriedAgainWithoutASecondIssue() {
    Api hugo = server.api().user("hugo");
    connect(hugo, KEY);
    stub.nextAnswerIsLost();
    String task = issue(hugo, "From hugo");
    hugo.awaitStatus(task, "completed", SOON);
    assertThat(stub.issues())
        .filteredOn(each -> each.getString("title").equals("From hugo"))
        .hasSize(1);
  }
}
