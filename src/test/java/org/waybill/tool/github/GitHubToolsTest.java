package org.waybill.tool.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.waybill.account.AccountWorld.ANN;
import static org.waybill.account.AccountWorld.BOB;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.waybill.account.Account;
import org.waybill.account.AccountWorld;
import org.waybill.account.Accounts;
import org.waybill.account.Providers;
import org.waybill.handler.RecordedContext;
import org.waybill.json.Json;
import org.waybill.owner.Owner;
import org.waybill.tool.Tool;
import org.waybill.tool.ToolCall;
import org.waybill.tool.ToolFailure;
import org.waybill.world.Beans;

class GitHubToolsTest {

  private static final Instant NOW = Instant.parse("2026-01-31T10:00:00Z");
  private static final String ISSUE = "{\"repository\":\"acme/shop\",\"title\":\"Broken\"}";

  private StubGitHub stub;
  private Beans beans;

  @BeforeEach
  void aUserWithAnAccount() throws IOException {
    stub = new StubGitHub("k-1");
    beans =
        AccountWorld.fresh(stub.configuration())
            .with(Clock.class, Clock.fixed(NOW, ZoneOffset.UTC));
    beans
        .get(Accounts.class)
        .connect(
            ANN,
            beans.get(Providers.class).find("github").orElseThrow(),
            Json.object().add("key", "k-1").build());
  }

  @AfterEach
  void end() {
    stub.close();
  }

  private JsonObject run(Class<? extends Tool> tool, Owner owner, String arguments)
      throws Exception {
    return beans
        .get(tool)
        .run(
            Json.read(arguments).asJsonObject(),
            new ToolCall("call", new RecordedContext(owner, UUID.randomUUID(), 1)))
        .asJsonObject();
  }

  private ToolFailure failure(Class<? extends Tool> tool, Owner owner, String arguments) {
    return catchThrowableOfType(ToolFailure.class, () -> run(tool, owner, arguments));
  }

  private JsonObject read(String what, String more) throws Exception {
    return run(
        GitHubReadTool.class,
        ANN,
        "{\"repository\":\"acme/shop\",\"what\":\"%s\"%s}".formatted(what, more));
  }

  @Test
  void anIssueIsOpened() throws Exception {
    JsonObject result = run(GitHubIssueTool.class, ANN, ISSUE);
    assertThat(result.getInt("number")).isEqualTo(1);
    assertThat(result.getString("url")).endsWith("/issues/1");
    assertThat(stub.issues()).hasSize(1);
  }

  @Test
  void whoHasNoAccountNeedsOne() {
    ToolFailure failure = failure(GitHubIssueTool.class, BOB, ISSUE);
    assertThat(failure.code()).isEqualTo("needs_account");
    assertThat(failure).hasMessageContaining("/api/accounts/github/connect");
    assertThat(failure.isPassing()).isFalse();
    assertThat(stub.requests()).isEmpty();
  }

  @Test
  void aRefusedTokenNeedsTheAccountAgain() {
    stub.takes("another");
    ToolFailure failure = failure(GitHubIssueTool.class, ANN, ISSUE);
    assertThat(failure.code()).isEqualTo("needs_account");
    assertThat(beans.get(Accounts.class).list(ANN))
        .extracting(Account::state)
        .containsExactly("expired");
    assertThat(failure(GitHubIssueTool.class, ANN, ISSUE).code()).isEqualTo("needs_account");
    assertThat(stub.requests()).as("a refused token is not sent again").hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "429, Retry-After, 7, rate_limited, 7",
    "403, Retry-After, 90, rate_limited, 90",
    "429, Retry-After, 'Sat, 31 Jan 2026 10:00:30 GMT', rate_limited, 30",
    "429, X-Nothing, 1, rate_limited, 60",
    "503, Retry-After, 5, not_reachable, 5",
  })
  void aLimitIsTriedAgainWhenGitHubSays(
      int status, String header, String value, String code, int seconds) {
    stub.nextWriteFails(status, Map.of(header, value));
    ToolFailure failure = failure(GitHubIssueTool.class, ANN, ISSUE);
    assertThat(failure.code()).isEqualTo(code);
    assertThat(failure.isPassing()).isTrue();
    assertThat(failure.after()).isEqualTo(Duration.ofSeconds(seconds));
  }

  @Test
  void anExhaustedLimitIsTriedAgainWhenItIsReset() {
    stub.nextWriteFails(
        403,
        Map.of(
            "X-RateLimit-Remaining",
            "0",
            "X-RateLimit-Reset",
            Long.toString(NOW.getEpochSecond() + 120)));
    assertThat(failure(GitHubIssueTool.class, ANN, ISSUE).after()).isEqualTo(Duration.ofMinutes(2));
  }

  @ParameterizedTest
  @CsvSource({"403, forbidden", "422, rejected", "404, not_found", "301, rejected"})
  void otherRefusalsAreForGood(int status, String code) {
    stub.nextWriteFails(status, Map.of());
    ToolFailure failure = failure(GitHubIssueTool.class, ANN, ISSUE);
    assertThat(failure.code()).isEqualTo(code);
    assertThat(failure.isPassing()).isFalse();
  }

  @Test
  void filesIssuesAndCommentsAreRead() throws Exception {
    run(GitHubIssueTool.class, ANN, ISSUE);
    run(
        GitHubCommentTool.class,
        ANN,
        "{\"repository\":\"acme/shop\",\"number\":1,\"body\":\"Me too\"}");
    assertThat(read("repository", "").getString("default_branch")).isEqualTo("main");
    assertThat(read("file", ",\"path\":\"README.md\"").getString("text")).isEqualTo("# Shop\n");
    assertThat(read("issue", ",\"number\":1").getString("title")).isEqualTo("Broken");
    assertThat(read("issues", "").getJsonArray("items")).hasSize(1);
    assertThat(read("comments", ",\"number\":1").getJsonArray("items")).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"../../user", "a/../../b", "/etc", "a//b", "."})
  void aPathLeadsNowhereElse(String path) {
    ToolFailure failure =
        failure(
            GitHubReadTool.class,
            ANN,
            "{\"repository\":\"acme/shop\",\"what\":\"file\",\"path\":\"%s\"}".formatted(path));
    assertThat(failure.code()).isEqualTo("invalid_arguments");
    assertThat(stub.requests()).isEmpty();
  }

  @Test
  void aRepositoryLeadsNowhereElse() {
    for (String repository : new String[] {"../user", "acme/..", "./x"}) {
      assertThat(
              failure(
                      GitHubIssueTool.class,
                      ANN,
                      "{\"repository\":\"%s\",\"title\":\"x\"}".formatted(repository))
                  .code())
          .isEqualTo("invalid_arguments");
    }
    assertThat(stub.requests()).isEmpty();
  }

  @Test
  void theMissingArgumentIsNamed() {
    assertThat(
            failure(GitHubReadTool.class, ANN, "{\"repository\":\"acme/shop\",\"what\":\"issue\"}"))
        .hasMessageContaining("number");
  }

  @Test
  void aServerThatIsGoneIsTriedAgain() {
    stub.close();
    ToolFailure failure = failure(GitHubIssueTool.class, ANN, ISSUE);
    assertThat(failure.code()).isEqualTo("not_reachable");
    assertThat(failure.isPassing()).isTrue();
    assertThat(failure).hasMessageNotContaining("k-1");
  }
}
