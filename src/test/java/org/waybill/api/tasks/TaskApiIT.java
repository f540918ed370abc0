package org.waybill.api.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.waybill.running.Api;

/** The core API over HTTP, as callers use it. */
class TaskApiIT extends RunningApi {

  @Test
  void anAcceptedTaskHasAReceiptAndRunsToItsEnd() {
    Api.Answer receipt =
        operator.post(
            "/api/tasks",
            """
            {"type":"diagnostic","priority":7,"tags":["a"],"metadata":{"k":1},
             "correlationId":"c-1","workspaceId":"w","input":{"echo":"hello"}}
            """);
    assertThat(receipt.status()).isEqualTo(202);
    String id = receipt.object().getString("id");
    assertThat(receipt.headers().firstValue("Location").orElseThrow()).endsWith("/api/tasks/" + id);
    assertThat(receipt.object().getString("status")).isEqualTo("queued");
    assertThat(receipt.object().getJsonObject("waits").getString("reason")).isEqualTo("ready");

    JsonObject task = operator.awaitStatus(id, "completed", SOON);
    assertThat(task.getJsonObject("output").getString("echo")).isEqualTo("hello");
    assertThat(task.getInt("progress")).isEqualTo(100);
    assertThat(task.getInt("priority")).isEqualTo(7);
    assertThat(task.getString("correlationId")).isEqualTo("c-1");
    assertThat(task.getJsonArray("attempts")).hasSize(1);
    assertThat(kinds(id)).containsExactly("queued", "started", "completed");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | type",
        "{\"type\":\"unheard-of\"} | type",
        "{\"type\":7} | type",
        "{\"type\":\"diagnostic\",\"priority\":10} | priority",
        "{\"type\":\"diagnostic\",\"priority\":1.5} | priority",
        "{\"type\":\"diagnostic\",\"delay\":\"soon\"} | delay",
        "{\"type\":\"diagnostic\",\"notBefore\":\"tomorrow\"} | notBefore",
        "{\"type\":\"diagnostic\",\"timeout\":\"1ms\"} | timeout",
        "{\"type\":\"diagnostic\",\"maxAttempts\":0} | maxAttempts",
        "{\"type\":\"diagnostic\",\"tags\":\"one\"} | tags",
        "{\"type\":\"diagnostic\",\"metadata\":[]} | metadata",
        "{\"type\":\"diagnostic\",\"callbackUrl\":\"ftp://x/y\"} | callbackUrl",
        "[] | body",
        "{\"type\": | body",
      })
  void whatIsWrongIsNamedWithWhatIsAllowed(String body, String field) {
    Api.Answer answer = operator.post("/api/tasks", body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(answer.object().getString("field")).isEqualTo(field);
    assertThat(answer.object().getString("detail")).contains(field);
  }

  @Test
  void aCharacterThatTheDatabaseCannotStoreHarmsNoOtherTask() {
    Api.Answer bad =
        operator.post("/api/tasks", "{\"type\":\"diagnostic\",\"correlationId\":\"\\u0000\"}");
    assertThat(bad.status()).isEqualTo(400);
    Api.Answer tag =
        operator.post("/api/tasks", "{\"type\":\"diagnostic\",\"tags\":[\"\\u0000\"]}");
    assertThat(tag.status()).isEqualTo(400);
    assertThat(tag.object().getString("field")).isEqualTo("tags[0]");
  }

  @Test
  void aBodyThatIsTooLargeIsRefusedBeforeItIsParsed() {
    String body = "{\"type\":\"diagnostic\",\"input\":\"" + "x".repeat(1_100_000) + "\"}";
    Api.Answer answer = operator.post("/api/tasks", body);
    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.object().getString("detail")).contains("1048576");
  }

  @Test
  void withoutAValidTokenNobodyGetsIn() {
    Api stranger = new Api(server.base(), "wb_not-a-token");
    for (String path : List.of("/api/tasks", "/api/chats", "/api/tokens", "/api/nothing-here")) {
      Api.Answer answer = stranger.get(path);
      assertThat(answer.status()).as(path).isEqualTo(401);
      assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
    }
    assertThat(stranger.post("/api/tasks", "{\"type\":\"diagnostic\"}").status()).isEqualTo(401);
  }

  @Test
  void anothersTaskIsAsAbsentAsOneThatDoesNotExist() {
    Api ann = user("acme", "ann");
    Api bob = user("acme", "bob");
    Api other = user("globex", "ann");
    String id = ann.submitDiagnostic("{}");
    ann.awaitStatus(id, "completed", SOON);
    for (Api stranger : List.of(bob, other, operator)) {
      assertThat(stranger.get("/api/tasks/" + id).status()).isEqualTo(404);
      assertThat(stranger.get("/api/tasks/" + id + "/events").status()).isEqualTo(404);
      assertThat(stranger.post("/api/tasks/" + id + "/cancel", "{}").status()).isEqualTo(404);
      assertThat(stranger.delete("/api/tasks/" + id).status()).isEqualTo(404);
      assertThat(stranger.get("/api/tasks?limit=500").body().toString()).doesNotContain(id);
    }
    assertThat(bob.get("/api/tasks/user/ann").status()).isEqualTo(404);
    assertThat(bob.get("/api/tasks?userId=ann").status()).isEqualTo(404);
    assertThat(bob.get("/api/tasks?userId=bob").status()).isEqualTo(200);
    assertThat(ann.get("/api/tasks/user/ann?status=completed").body().toString()).contains(id);
    assertThat(ann.post("/api/tokens", "{\"userId\":\"x\"}").status()).isEqualTo(403);
  }

  @Test
  void aRevokedTokenIsWorthNothing() {
    JsonObject made = token("acme", "carl");
    Api carl = new Api(server.base(), made.getString("token"));
    assertThat(carl.get("/api/tasks").status()).isEqualTo(200);
    Api neighbour = operator.caller("other", "boss", "tenant_admin");
    assertThat(neighbour.delete("/api/tokens/" + made.getString("id")).status()).isEqualTo(404);
    assertThat(carl.get("/api/tasks").status()).isEqualTo(200);
    // The administrator of all tenants takes back whatever was given.
    assertThat(operator.delete("/api/tokens/" + made.getString("id")).status()).isEqualTo(204);
    assertThat(carl.get("/api/tasks").status()).isEqualTo(401);
    JsonObject own = token("default", "dora");
    Api dora = new Api(server.base(), own.getString("token"));
    assertThat(dora.get("/api/tasks").status()).isEqualTo(200);
    assertThat(operator.delete("/api/tokens/" + own.getString("id")).status()).isEqualTo(204);
    assertThat(dora.get("/api/tasks").status()).isEqualTo(401);
  }

  @Test
  void pagesAreStableWhileNewTasksArrive() {
    Api eve = user("acme", "eve");
    List<String> ids = IntStream.range(0, 25).mapToObj(i -> eve.submitDiagnostic("{}")).toList();
    Set<String> seen = new HashSet<>();
    String cursor = "";
    int pages = 0;
    do {
      JsonObject page = eve.get("/api/tasks?limit=10&cursor=" + cursor).object();
      page.getJsonArray("items").forEach(item -> seen.add(item.asJsonObject().getString("id")));
      cursor = page.isNull("nextCursor") ? null : page.getString("nextCursor");
      eve.submitDiagnostic("{}");
      pages++;
    } while (cursor != null);
    assertThat(pages).isEqualTo(3);
    assertThat(seen).containsExactlyInAnyOrderElementsOf(ids);
  }

  @Test
  void aListCanBeFiltered() {
    Api finn = user("acme", "finn");
    String red =
        finn.post(
                "/api/tasks",
                "{\"type\":\"diagnostic\",\"tags\":[\"red\"],\"correlationId\":\"x\","
                    + "\"input\":{\"echo\":\"Needle 50%\"}}")
            .object()
            .getString("id");
    finn.submitDiagnostic("{\"echo\":\"hay\"}");
    finn.awaitStatus(red, "completed", SOON);
    for (String filter :
        List.of("tag=red", "correlationId=x", "q=needle%2050%25", "tag=red&status=completed")) {
      assertThat(ids(finn.get("/api/tasks?" + filter))).as(filter).containsExactly(red);
    }
    assertThat(ids(finn.get("/api/tasks?tag=blue"))).isEmpty();
    assertThat(ids(finn.get("/api/tasks?q=needle%205_%25"))).isEmpty();
    assertThat(finn.get("/api/tasks?status=lost").object().getString("field")).isEqualTo("status");
    assertThat(finn.get("/api/tasks?limit=501").object().getString("field")).isEqualTo("limit");
    assertThat(finn.get("/api/tasks?cursor=x").object().getString("field")).isEqualTo("cursor");
  }
}
