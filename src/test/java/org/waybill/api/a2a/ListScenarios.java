package org.waybill.api.a2a;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tasks are found again: filtered, in order, page by page. */
interface ListScenarios extends Scenarios {

  private static List<String> ids(JsonObject page) {
    return page.getJsonArray("tasks").stream()
        .map(JsonValue::asJsonObject)
        .map(task -> task.getString("id"))
        .toList();
  }

  private static List<String> three(Talk talk) {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      ids.add(talk.task(Talk.TEXT).getString("id"));
    }
    return ids;
  }

  @Test
  default void whoeverHasNoTasksGetsAnEmptyList() {
    JsonObject page = newcomer().result("ListTasks", "{}");
    assertThat(page)
        .hasToString("{\"tasks\":[],\"nextPageToken\":\"\",\"pageSize\":50,\"totalSize\":0}");
  }

  @Test
  default void theOneThatChangedLastComesFirst() {
    Talk talk = newcomer();
    List<String> newestFirst = three(talk);
    Collections.reverse(newestFirst);
    assertThat(ids(talk.result("ListTasks", "{}"))).isEqualTo(newestFirst);
  }

  @Test
  default void pagesFollowOneAnotherWithNoGapAndNoRepeat() {
    Talk talk = newcomer();
    List<String> all = three(talk);
    JsonObject first = talk.result("ListTasks", "{\"pageSize\":2}");
    assertThat(first.getInt("totalSize")).isEqualTo(3);
    assertThat(first.getInt("pageSize")).isEqualTo(2);
    assertThat(ids(first)).hasSize(2);
    String token = first.getString("nextPageToken");
    JsonObject last = talk.result("ListTasks", "{\"pageSize\":2,\"pageToken\":\"" + token + "\"}");
    assertThat(last.getString("nextPageToken")).isEmpty();
    Set<String> found = new HashSet<>(ids(first));
    found.addAll(ids(last));
    assertThat(found).isEqualTo(Set.copyOf(all));
    assertThat(ids(last)).hasSize(1);
  }

  @Test
  default void tasksAreFilteredByContextStateAndTime() {
    Talk talk = newcomer();
    three(talk);
    JsonObject task = talk.task(Talk.TEXT);
    String context = "\"contextId\":\"" + task.getString("contextId") + "\"";
    assertThat(ids(talk.result("ListTasks", "{" + context + "}")))
        .containsExactly(task.getString("id"));
    String done = "{\"status\":\"TASK_STATE_COMPLETED\"," + context + "}";
    assertThat(ids(talk.result("ListTasks", done))).hasSize(1);
    String working = "{\"status\":\"TASK_STATE_WORKING\"}";
    assertThat(ids(talk.result("ListTasks", working))).isEmpty();
    String rejected = "{\"status\":\"TASK_STATE_REJECTED\"}";
    assertThat(ids(talk.result("ListTasks", rejected))).isEmpty();
    String at = task.getJsonObject("status").getString("timestamp");
    assertThat(ids(talk.result("ListTasks", "{\"statusTimestampAfter\":\"" + at + "\"}")))
        .containsExactly(task.getString("id"));
    String later = "{\"statusTimestampAfter\":\"2999-01-01T00:00:00Z\"}";
    assertThat(ids(talk.result("ListTasks", later))).isEmpty();
  }

  @Test
  default void artifactsComeOnlyIfTheyAreWanted() {
    Talk talk = newcomer();
    talk.task(Talk.TEXT);
    JsonObject brief = talk.result("ListTasks", "{}").getJsonArray("tasks").getJsonObject(0);
    assertThat(brief).doesNotContainKey("artifacts").containsKeys("id", "contextId", "status");
    JsonObject full =
        talk.result("ListTasks", "{\"includeArtifacts\":true,\"historyLength\":0}")
            .getJsonArray("tasks")
            .getJsonObject(0);
    assertThat(Talk.answer(full)).isEqualTo("four");
    assertThat(full).doesNotContainKey("history");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"pageSize\":0}",
        "{\"pageSize\":-1}",
        "{\"pageSize\":101}",
        "{\"pageToken\":\"nonsense\"}",
        "{\"status\":\"TASK_STATE_RUNNING\"}",
        "{\"historyLength\":-5}",
        "{\"statusTimestampAfter\":\"yesterday\"}"
      })
  default void aWrongFilterIsRefused(String params) {
    assertThat(operator().error("ListTasks", params)).isEqualTo(-32602);
  }
}
