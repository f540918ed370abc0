package org.waybill.api.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.waybill.running.Api;

/** Handing over work by HTTP, with all that may be said about it. */
class SubmitIT extends RunningApi {

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final String DIAGNOSTIC = "{\"type\":\"diagnostic\"}";

  private static HttpRequest posted(Api api, String path, String json, String... headers) {
    HttpRequest.Builder request =
        api.request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json));
    return (headers.length == 0 ? request : request.headers(headers)).build();
  }

  private static Api.Answer post(Api api, String json, String... headers) {
    return api.send(posted(api, "/api/tasks", json, headers));
  }

  private static String id(Api.Answer answer) {
    return answer.object().getString("id");
  }

  private static boolean isExisting(Api.Answer answer) {
    return answer.headers().firstValue("Waybill-Existing").isPresent();
  }

  @Test
  void whatIsSaidAboutATaskIsKept() {
    String first = submit("{\"type\":\"diagnostic\",\"delay\":\"1h\"}");
    Api.Answer answer =
        post(
            operator,
            """
            {"type":"diagnostic","startBy":"2100-01-01T00:00:00Z","concurrencyKey":"gpu",
             "concurrencyLimit":3,"orderKey":"o","uniqueFor":{"key":"u","period":"10m"},
             "dependsOn":["%s",{"taskId":"%s","on":"end"}]}
            """
                .formatted(first, first));
    assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
    JsonObject task = operator.get("/api/tasks/" + id(answer)).object();
    assertThat(task.getString("startBy")).isEqualTo("2100-01-01T00:00:00.000Z");
    assertThat(task.getString("concurrencyKey")).isEqualTo("gpu");
    JsonObject waits = task.getJsonObject("waits");
    assertThat(waits.getString("reason")).isEqualTo("waits_for");
    assertThat(waits.getJsonArray("taskIds").getString(0)).isEqualTo(first);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"startBy\":\"2001-01-01T00:00:00Z\" | startBy",
        "\"startBy\":\"2098-01-01T00:00:00Z\",\"notBefore\":\"2099-01-01T00:00:00Z\" | startBy",
        "\"concurrencyKey\":\"\" | concurrencyKey",
        "\"concurrencyLimit\":2 | concurrencyLimit",
        "\"concurrencyKey\":\"k\",\"concurrencyLimit\":0 | concurrencyLimit",
        "\"orderKey\":7 | orderKey",
        "\"uniqueFor\":\"k\" | uniqueFor",
        "\"uniqueFor\":{\"key\":\"k\"} | uniqueFor.period",
        "\"uniqueFor\":{\"period\":\"1m\"} | uniqueFor.key",
        "\"dependsOn\":\"x\" | dependsOn",
        "\"dependsOn\":[\"x\"] | dependsOn[0]",
        "\"dependsOn\":[{\"taskId\":\"01980000-0000-7000-8000-000000000000\",\"on\":\"luck\"}] | dependsOn[0].on",
        "\"dependsOn\":[\"01980000-0000-7000-8000-000000000000\"] | dependsOn[0]",
        "\"dependsOn\":[{\"ref\":\"a\"}] | dependsOn[0]",
      })
  void whatIsWrongIsNamed(String members, String field) {
    Api.Answer answer = post(operator, "{\"type\":\"diagnostic\"," + members + "}");
    assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
    assertThat(answer.object().getString("field")).isEqualTo(field);
    assertThat(answer.object().getString("detail")).startsWith(field).contains("allowed");
  }

  @Test
  void anothersTaskCannotBeDependedOn() {
    String anns = user("acme", "ann").submitDiagnostic("{}");
    Api.Answer answer =
        post(user("acme", "bob"), "{\"type\":\"diagnostic\",\"dependsOn\":[\"" + anns + "\"]}");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.object().getString("field")).isEqualTo("dependsOn[0]");
  }

  @Test
  void aHundredParallelSubmitsWithOneKeyMakeOneTask() {
    HttpRequest request = posted(operator, "/api/tasks", DIAGNOSTIC, "Idempotency-Key", "parallel");
    List<CompletableFuture<HttpResponse<String>>> answers =
        IntStream.range(0, 100)
            .mapToObj(i -> CLIENT.sendAsync(request, BodyHandlers.ofString()))
            .toList();
    List<HttpResponse<String>> all = answers.stream().map(CompletableFuture::join).toList();
    assertThat(all).extracting(HttpResponse::statusCode).containsOnly(202);
    assertThat(all.stream().map(a -> a.headers().firstValue("Location").orElseThrow()).distinct())
        .hasSize(1);
    assertThat(all.stream().filter(a -> a.headers().firstValue("Waybill-Existing").isEmpty()))
        .hasSize(1);
  }

  @Test
  void aRepeatedCallIsAnsweredWithItsTaskAsItStandsAndAnotherBodyIsRefused() {
    String body = "{\"type\":\"diagnostic\",\"input\":{\"echo\":1,\"steps\":2}}";
    Api.Answer first = post(operator, body, "Idempotency-Key", "twice");
    operator.awaitStatus(id(first), "completed", SOON);
    Api.Answer again =
        post(
            operator,
            "{ \"input\": {\"steps\":2, \"echo\":1}, \"type\":\"diagnostic\" }",
            "Idempotency-Key",
            "twice");
    assertThat(again.status()).isEqualTo(202);
    assertThat(isExisting(again)).isTrue();
    assertThat(id(again)).isEqualTo(id(first));
    assertThat(again.object().getString("status")).isEqualTo("completed");
    Api.Answer other = post(operator, DIAGNOSTIC, "Idempotency-Key", "twice");
    assertThat(other.status()).isEqualTo(422);
    assertThat(other.object().getString("field")).isEqualTo("Idempotency-Key");
    assertThat(post(operator, DIAGNOSTIC, "Idempotency-Key", "x".repeat(201)).status())
        .isEqualTo(400);
  }

  @Test
  void anothersSameKeyIsAnotherKey() {
    Api.Answer anns = post(user("acme", "ann"), DIAGNOSTIC, "Idempotency-Key", "mine");
    Api.Answer bobs = post(user("acme", "bob"), DIAGNOSTIC, "Idempotency-Key", "mine");
    Api.Answer others = post(user("umbrella", "ann"), DIAGNOSTIC, "Idempotency-Key", "mine");
    assertThat(List.of(id(anns), id(bobs), id(others))).doesNotHaveDuplicates();
    assertThat(isExisting(bobs) || isExisting(others)).isFalse();
  }

  @Test
  void aUniqueTaskIsTheSameWithinItsPeriod() {
    String body =
        "{\"type\":\"diagnostic\",\"priority\":%d,\"uniqueFor\":{\"key\":\"once\",\"period\":\"1h\"}}";
    Api.Answer first = post(operator, body.formatted(1));
    Api.Answer again = post(operator, body.formatted(2));
    assertThat(isExisting(first)).isFalse();
    assertThat(isExisting(again)).isTrue();
    assertThat(id(again)).isEqualTo(id(first));
  }

  @Test
  void whoPrefersToWaitGetsTheFinishedTask() {
    Api.Answer done = post(operator, DIAGNOSTIC, "Prefer", "respond-async, wait=30");
    assertThat(done.status()).isEqualTo(200);
    assertThat(done.object().getString("status")).isEqualTo("completed");
    assertThat(done.headers().firstValue("Preference-Applied")).hasValue("wait");
    Api.Answer late =
        post(operator, "{\"type\":\"diagnostic\",\"delay\":\"1h\"}", "Prefer", "wait=1");
    assertThat(late.status()).isEqualTo(202);
    assertThat(late.object().getJsonObject("waits").getString("reason")).isEqualTo("scheduled_for");
    assertThat(post(operator, DIAGNOSTIC, "Prefer", "wait=soon").status()).isEqualTo(202);
  }

  @Test
  void aThousandWaitAtOnce() {
    String gate = submit("{\"type\":\"diagnostic\",\"input\":{\"sleepMs\":4000}}");
    HttpRequest request =
        posted(
            operator,
            "/api/tasks",
            "{\"type\":\"diagnostic\",\"dependsOn\":[\"" + gate + "\"]}",
            "Prefer",
            "wait=60");
    List<CompletableFuture<Integer>> answers =
        IntStream.range(0, 1_000)
            .mapToObj(
                i ->
                    CLIENT
                        .sendAsync(request, BodyHandlers.ofString())
                        .thenApply(HttpResponse::statusCode))
            .toList();
    // While they wait, others are served.
    assertThat(operator.get("/api/tasks/" + gate).status()).isEqualTo(200);
    assertThat(answers.stream().map(CompletableFuture::join)).hasSize(1_000).containsOnly(200);
  }

  @Test
  void aBatchRunsInTheOrderItNamesAndThenWhatComesThen() {
    Api.Answer answer =
        operator.post(
            "/api/tasks/batch",
            """
            {"tasks":[
               {"type":"diagnostic","ref":"last","dependsOn":[{"ref":"first"}]},
               {"type":"diagnostic","ref":"first","input":{"echo":"one"}},
               {"type":"diagnostic","input":{"failFinally":true}}],
             "then":{"type":"diagnostic","dependsOn":[{"ref":"last"}]}}
            """);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
    JsonArray items = answer.object().getJsonArray("items");
    assertThat(items).hasSize(3);
    assertThat(items.getJsonObject(0).getJsonObject("waits").getString("reason"))
        .isEqualTo("waits_for");
    String then = answer.object().getJsonObject("then").getString("id");
    JsonObject ended = operator.awaitStatus(then, "completed", SOON);
    JsonObject last = operator.get("/api/tasks/" + items.getJsonObject(0).getString("id")).object();
    JsonObject first =
        operator.get("/api/tasks/" + items.getJsonObject(1).getString("id")).object();
    assertThat(first.getString("finishedAt")).isLessThanOrEqualTo(last.getString("startedAt"));
    assertThat(last.getString("finishedAt")).isLessThanOrEqualTo(ended.getString("startedAt"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | tasks",
        "{\"tasks\":[]} | tasks",
        "{\"tasks\":[{\"type\":\"diagnostic\"},7]} | tasks[1]",
        "{\"tasks\":[{\"type\":\"diagnostic\"},{\"type\":\"diagnostic\",\"priority\":10}]} | tasks[1].priority",
        "{\"tasks\":[{\"type\":\"diagnostic\",\"ref\":\"a\"},{\"type\":\"diagnostic\",\"ref\":\"a\"}]} | tasks[1].ref",
        "{\"tasks\":[{\"type\":\"diagnostic\",\"dependsOn\":[{\"ref\":\"b\"}]}]} | tasks[0].dependsOn[0]",
        "{\"tasks\":[{\"type\":\"diagnostic\"}],\"then\":{\"type\":\"none\"}} | then.type",
      })
  void ofABatchWithAMistakeNothingIsStored(String body, String field) {
    Api eve = user("acme", "eve-" + field);
    Api.Answer answer = eve.post("/api/tasks/batch", body);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
    assertThat(answer.object().getString("field")).isEqualTo(field);
    assertThat(eve.get("/api/tasks").object().getJsonArray("items")).isEmpty();
  }

  @Test
  void aCycleIsNamed() {
    Api.Answer answer =
        operator.post(
            "/api/tasks/batch",
            """
            {"tasks":[{"type":"diagnostic","ref":"before","dependsOn":[{"ref":"a"}]},
              {"type":"diagnostic","ref":"a","dependsOn":[{"ref":"b"}]},
              {"type":"diagnostic","ref":"b","dependsOn":[{"ref":"a"}]}]}
            """);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.object().getString("field")).isEqualTo("tasks[1].dependsOn");
    assertThat(answer.object().getString("detail")).contains("a → b → a");
  }

  @Test
  void aRepeatedBatchIsAnsweredWithItsTasks() {
    String body =
        "{\"tasks\":[{\"type\":\"diagnostic\"},{\"type\":\"diagnostic\"}],\"then\":{\"type\":\"diagnostic\"}}";
    HttpRequest request = posted(operator, "/api/tasks/batch", body, "Idempotency-Key", "batch");
    Api.Answer first = operator.send(request);
    Api.Answer again = operator.send(request);
    assertThat(again.status()).isEqualTo(202);
    assertThat(isExisting(again)).isTrue();
    assertThat(ids(again)).hasSize(2).isEqualTo(ids(first));
    assertThat(again.object().getJsonObject("then").getString("id"))
        .isEqualTo(first.object().getJsonObject("then").getString("id"));
    assertThat(post(operator, DIAGNOSTIC, "Idempotency-Key", "batch").status()).isEqualTo(422);
  }
}
