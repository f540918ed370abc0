package org.waybill.api.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.waybill.running.Api;

/** Lists stay small, however large inputs and outputs are; the task itself has all of it. */
class TaskListsIT extends RunningApi {

  private static final int PADDING = 500_000;
  private static final String LARGE = "{\"outputBytes\":" + PADDING + "}";

  private static JsonArray items(Api caller, String path) {
    Api.Answer page = caller.get(path);
    assertThat(page.status()).as(page.toString()).isEqualTo(200);
    return page.object().getJsonArray("items");
  }

  private static JsonObject only(Api caller, String path) {
    JsonArray items = items(caller, path);
    assertThat(items).hasSize(1);
    return items.getJsonObject(0);
  }

  private static void hasNoPayload(JsonObject item) {
    assertThat(item).doesNotContainKeys("input", "partial", "output", "omitted").containsKey("id");
  }

  @Test
  void listsHaveNeitherInputsNorOutputsAndTheTaskItselfHasAll() {
    Api ann = user("lists", "ann");
    List<String> ids = IntStream.range(0, 20).mapToObj(i -> ann.submitDiagnostic(LARGE)).toList();
    ids.forEach(id -> ann.awaitStatus(id, "completed", SOON));
    for (String path : List.of("/api/tasks?limit=500", "/api/tasks/user/ann")) {
      Api.Answer page = ann.get(path);
      assertThat(page.body().toString().length()).as(path).isLessThan(40_000);
      JsonArray items = page.object().getJsonArray("items");
      assertThat(items).hasSize(20).allSatisfy(item -> hasNoPayload(item.asJsonObject()));
    }
    JsonObject task = ann.get("/api/tasks/" + ids.get(0)).object();
    assertThat(task.getJsonObject("output").getString("padding")).hasSize(PADDING);
    assertThat(task.getJsonObject("input").getInt("outputBytes")).isEqualTo(PADDING);
  }

  @Test
  void smallOnesAreIncludedOnRequestAndOfLargeOnesTheSize() {
    Api bob = user("lists", "bob");
    String large = bob.submitDiagnostic(LARGE);
    String small = bob.submitDiagnostic("{\"echo\":\"hi\"}");
    bob.awaitStatus(large, "completed", SOON);
    bob.awaitStatus(small, "completed", SOON);
    JsonArray items = items(bob, "/api/tasks?include=input,output");
    assertThat(items.getJsonObject(0).getJsonObject("output").getString("echo")).isEqualTo("hi");
    assertThat(items.getJsonObject(0)).doesNotContainKey("omitted");
    JsonObject second = items.getJsonObject(1);
    assertThat(second.getJsonObject("input").getInt("outputBytes")).isEqualTo(PADDING);
    assertThat(second).doesNotContainKey("output");
    assertThat(second.getJsonObject("omitted").getInt("output")).isGreaterThan(PADDING);
    assertThat(items(bob, "/api/tasks/user/bob?include=output").getJsonObject(0))
        .containsKey("output")
        .doesNotContainKey("input");
  }

  @Test
  void whatCannotBeIncludedIsRefused() {
    for (String include : List.of("partial", "input,", "", "everything")) {
      for (String list : List.of("/api/tasks", "/api/tasks/user/operator", "/api/dead-letters")) {
        Api.Answer answer = operator.get(list + "?include=" + include);
        assertThat(answer.status()).as(list + " " + include).isEqualTo(400);
        assertThat(answer.object().getString("field")).isEqualTo("include");
        assertThat(answer.object().getString("detail")).contains("input, output");
      }
    }
  }

  @Test
  void aLargeInputReachesItsHandlerAndItsReaders() {
    Api cid = user("lists", "cid");
    String echo = "needle " + "y".repeat(PADDING);
    String id = cid.submitDiagnostic("{\"echo\":\"" + echo + "\"}");
    JsonObject task = cid.awaitStatus(id, "completed", SOON);
    assertThat(task.getJsonObject("input").getString("echo")).isEqualTo(echo);
    assertThat(task.getJsonObject("output").getString("echo")).isEqualTo(echo);
    assertThat(only(cid, "/api/tasks?q=Needle").getString("id")).isEqualTo(id);
    assertThat(items(cid, "/api/tasks?q=haystack")).isEmpty();
    assertThat(cid.delete("/api/tasks/" + id).status()).isEqualTo(204);
    assertThat(cid.get("/api/tasks/" + id).status()).isEqualTo(404);
  }

  @Test
  void deadLettersAreListedLikewiseAndAreReplayedWithTheirWholeInput() {
    Api dan = user("lists", "dan");
    String echo = "z".repeat(PADDING);
    String id = dan.submitDiagnostic("{\"failFinally\":true,\"echo\":\"" + echo + "\"}");
    dan.awaitStatus(id, "failed", SOON);
    hasNoPayload(only(dan, "/api/dead-letters"));
    JsonObject shown = only(dan, "/api/dead-letters?include=input");
    assertThat(shown.getJsonObject("omitted").getInt("input")).isGreaterThan(PADDING);
    Api.Answer replayed = dan.post("/api/dead-letters/" + id + "/replay", "{}");
    assertThat(replayed.status()).isEqualTo(202);
    assertThat(replayed.object().getJsonObject("input").getString("echo")).isEqualTo(echo);
  }

  @Test
  void aRepeatedBatchIsAnsweredWithoutItsOutputs() {
    Api eve = user("lists", "eve");
    String body = "{\"tasks\":[{\"type\":\"diagnostic\",\"input\":%s}]}".formatted(LARGE);
    Api.Answer first = batch(eve, body);
    String id = first.object().getJsonArray("items").getJsonObject(0).getString("id");
    eve.awaitStatus(id, "completed", SOON);
    Api.Answer again = batch(eve, body);
    assertThat(again.status()).isEqualTo(202);
    JsonObject item = again.object().getJsonArray("items").getJsonObject(0);
    assertThat(item.getString("id")).isEqualTo(id);
    hasNoPayload(item);
  }

  private static Api.Answer batch(Api caller, String body) {
    return caller.send(
        caller
            .request("/api/tasks/batch")
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", "lists-batch")
            .POST(BodyPublishers.ofString(body))
            .build());
  }
}
