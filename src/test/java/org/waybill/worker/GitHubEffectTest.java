package org.waybill.worker;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.waybill.account.AccountWorld;
import org.waybill.account.Accounts;
import org.waybill.account.Providers;
import org.waybill.handler.Outcome;
import org.waybill.json.Json;
import org.waybill.tool.Tool;
import org.waybill.tool.ToolCall;
import org.waybill.tool.github.GitHubCommentTool;
import org.waybill.tool.github.GitHubIssueTool;
import org.waybill.tool.github.GitHubPullRequestTool;
import org.waybill.tool.github.StubGitHub;
import org.waybill.world.Beans;

/** A worker dies after GitHub has done something and before that is stored; on real rows. */
class GitHubEffectTest {

  private static final JsonObject ISSUE =
      json("{\"repository\":\"acme/shop\",\"title\":\"Broken\",\"body\":\"It is.\"}");
  private static final JsonObject COMMENT =
      json("{\"repository\":\"acme/shop\",\"number\":1,\"body\":\"Me too\"}");
  private static final JsonObject PULL =
      json(
          """
          {"repository":"acme/shop","title":"Fix","branch":"fix/it","files":[
            {"path":"README.md","content":"# Shop, fixed"},
            {"path":"src/Main.java","content":"class Main {}"}]}
          """);

  private StubGitHub stub;
  private Beans beans;
  private OnlyTask task;

  @BeforeEach
  void aTaskOfAUserWithAnAccount() throws IOException {
    stub = new StubGitHub("k-1");
    beans = AccountWorld.fresh(stub.configuration());
    beans
        .get(Accounts.class)
        .connect(
            AccountWorld.ANN,
            beans.get(Providers.class).find("github").orElseThrow(),
            Json.object().add("key", "k-1").build());
    task = new OnlyTask(null);
  }

  @AfterEach
  void end() {
    stub.close();
  }

  private static JsonObject json(String text) {
    return Json.read(text).asJsonObject();
  }

  /** As the runner of tools does it, once a person has agreed. */
  private void attempt(Tool tool, JsonObject arguments, boolean dies) {
    task.attempt(
        context -> {
          ToolCall call = new ToolCall("call", context);
          Callable<JsonValue> run =
              () -> {
                JsonValue result = tool.run(arguments, call);
                if (dies) {
                  throw new IOException("killed");
                }
                return result;
              };
          return Outcome.done(
              tool.hasParts()
                  ? run.call()
                  : context.effect("call", JsonValue.class, run, tool.lookup(arguments, call)));
        });
  }

  @Test
  void anIssueIsOpenedOnceAndFoundAgain() {
    GitHubIssueTool tool = beans.get(GitHubIssueTool.class);
    attempt(tool, ISSUE, true);
    assertThat(task.status()).isEqualTo("queued");
    attempt(tool, ISSUE, false);
    assertThat(task.status()).isEqualTo("completed");
    assertThat(task.output()).contains("\"number\":1", "/issues/1").doesNotContain("k-1");
    assertThat(stub.issues()).hasSize(1);
    assertThat(stub.issues().get(0).getString("body"))
        .startsWith("It is.")
        .contains("<!-- waybill:");
  }

  @Test
  void anIssueThatWasNotOpenedIsOpenedByTheNextAttempt() {
    GitHubIssueTool tool = beans.get(GitHubIssueTool.class);
    stub.nextWriteFails(503, java.util.Map.of());
    attempt(tool, ISSUE, false);
    assertThat(stub.issues()).isEmpty();
    attempt(tool, ISSUE, false);
    assertThat(task.status()).isEqualTo("completed");
    assertThat(stub.issues()).hasSize(1);
  }

  @Test
  void aLostAnswerRepeatsNothing() {
    GitHubCommentTool tool = beans.get(GitHubCommentTool.class);
    stub.nextAnswerIsLost();
    attempt(tool, COMMENT, false);
    assertThat(task.status()).isEqualTo("queued");
    attempt(tool, COMMENT, false);
    assertThat(task.status()).isEqualTo("completed");
    assertThat(stub.comments()).hasSize(1);
  }

  /** Branch, two files, request: whichever answer is lost, all of them are there once. */
  @Test
  void aPullRequestIsFinishedWhereverItBrokeOff() {
    GitHubPullRequestTool tool = beans.get(GitHubPullRequestTool.class);
    for (int i = 0; i < 4; i++) {
      stub.nextAnswerIsLost();
    }
    for (int i = 0; i < 4; i++) {
      attempt(tool, PULL, false);
      assertThat(task.status()).isEqualTo("queued");
    }
    attempt(tool, PULL, false);
    assertThat(task.status()).isEqualTo("completed");
    assertThat(task.output()).contains("\"number\":1", "\"branch\":\"fix/it\"");
    assertThat(stub.pulls()).hasSize(1);
    assertThat(stub.branches().get("fix/it"))
        .containsEntry("README.md", "# Shop, fixed")
        .containsEntry("src/Main.java", "class Main {}");
    List<String> writes = stub.requests().stream().filter(each -> !each.startsWith("GET")).toList();
    assertThat(writes)
        .containsExactly(
            "POST /api/v3/repos/acme/shop/git/refs",
            "PUT /api/v3/repos/acme/shop/contents/README.md",
            "PUT /api/v3/repos/acme/shop/contents/src/Main.java",
            "POST /api/v3/repos/acme/shop/pulls");
  }

  @Test
  void aPullRequestThatDiesAtItsEndIsNotRepeated() {
    GitHubPullRequestTool tool = beans.get(GitHubPullRequestTool.class);
    attempt(tool, PULL, true);
    attempt(tool, PULL, false);
    assertThat(task.status()).isEqualTo("completed");
    assertThat(stub.pulls()).hasSize(1);
  }
}
