package org.waybill.api.a2a;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.waybill.api.a2a.StreamReader.Told;

/** What happens to a task is told as it happens, and whoever comes back misses nothing. */
interface StreamScenarios extends Scenarios {

  private StreamReader stream(String path, String body, String... headers) {
    HttpRequest.Builder request =
        operator()
            .api()
            .request(path)
            .header("A2A-Version", "1.0")
            .header("Content-Type", "application/json")
            .header("Accept", "text/event-stream")
            .POST(BodyPublishers.ofString(body));
    return StreamReader.open((headers.length == 0 ? request : request.headers(headers)).build());
  }

  private StreamReader subscribe(String id, String... headers) {
    return stream("/a2a/v1/tasks/" + id + ":subscribe", "", headers);
  }

  private String singing() {
    return operator()
        .result("SendMessage", Talk.saysAtOnce("sing", ""))
        .getJsonObject("task")
        .getString("id");
  }

  private void cancel(String id) {
    operator().result("CancelTask", "{\"id\":\"" + id + "\"}");
  }

  private static String piece(JsonObject told) {
    return told.getJsonObject("artifactUpdate")
        .getJsonObject("artifact")
        .getJsonArray("parts")
        .getJsonObject(0)
        .getString("text");
  }

  @Test
  default void aStreamBeginsWithTheTaskAndEndsWithItsEnd() {
    try (StreamReader stream = stream("/a2a/v1/message:stream", Talk.says(Talk.TEXT))) {
      assertThat(stream.status()).isEqualTo(200);
      assertThat(stream.type()).startsWith("text/event-stream");
      List<Told> told = stream.rest();
      assertThat(told.get(0).data()).containsOnlyKeys("task");
      JsonObject last = told.get(told.size() - 1).data();
      assertThat(Talk.state(last.getJsonObject("statusUpdate"))).isEqualTo("TASK_STATE_COMPLETED");
      assertThat(told.toString()).contains("\"lastChunk\":true");
    }
  }

  @Test
  default void anEnvelopeOfJsonRpcIsAroundEachEvent() {
    String call =
        "{\"jsonrpc\":\"2.0\",\"id\":\"s\",\"method\":\"SendStreamingMessage\",\"params\":%s}"
            .formatted(Talk.says(Talk.TEXT));
    try (StreamReader stream = stream("/a2a", call)) {
      List<Told> told = stream.rest();
      assertThat(told).hasSizeGreaterThan(1);
      told.forEach(
          each -> {
            assertThat(each.data().getString("id")).isEqualTo("s");
            assertThat(each.data().getJsonObject("result")).hasSize(1);
          });
    }
  }

  @Test
  default void whoeverComesBackGetsNeitherAGapNorARepeat() {
    String id = singing();
    List<String> ids = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    String seen = null;
    for (int connection = 0; connection < 5; connection++) {
      String[] headers = seen == null ? new String[0] : new String[] {"Last-Event-ID", seen};
      try (StreamReader stream = subscribe(id, headers)) {
        Told first = stream.next();
        assertThat(first.data()).containsOnlyKeys("task");
        if (seen == null) {
          text.append(answer(first.data().getJsonObject("task")));
        } else {
          assertThat(first.id()).isEqualTo(seen);
          assertThat(answer(first.data().getJsonObject("task"))).isEqualTo(text.toString());
        }
        for (int i = 0; i < 3; i++) {
          Told next = stream.next();
          seen = next.id();
          ids.add(seen);
          if (next.data().containsKey("artifactUpdate")) {
            text.append(piece(next.data()));
          }
        }
      }
    }
    assertThat(ids).doesNotHaveDuplicates().hasSize(15);
    int first = Integer.parseInt(ids.get(0));
    assertThat(Integer.parseInt(ids.get(14))).isEqualTo(first + 14);
    cancel(id);
    try (StreamReader stream = subscribe(id, "Last-Event-ID", seen)) {
      List<Told> rest = stream.rest();
      assertThat(Integer.parseInt(rest.get(1).id())).isEqualTo(first + 15);
      assertThat(Talk.state(rest.get(rest.size() - 1).data().getJsonObject("statusUpdate")))
          .isEqualTo("TASK_STATE_CANCELED");
    }
  }

  private static String answer(JsonObject task) {
    return task.getJsonArray("artifacts").isEmpty() ? "" : Talk.answer(task);
  }

  @Test
  default void allStreamsOfATaskTellTheSame() {
    String id = singing();
    try (StreamReader one = subscribe(id);
        StreamReader other = subscribe(id)) {
      cancel(id);
      List<Told> rest = one.rest();
      List<Told> others = other.rest();
      assertThat(others.get(others.size() - 1)).isEqualTo(rest.get(rest.size() - 1));
      int common = Math.min(rest.size(), others.size()) - 1;
      assertThat(others.subList(others.size() - common, others.size()))
          .isEqualTo(rest.subList(rest.size() - common, rest.size()));
    }
  }

  @Test
  default void whatCannotBeFollowedIsRefusedBeforeTheStreamBegins() {
    String ended = operator().task(Talk.TEXT).getString("id");
    try (StreamReader stream = subscribe(ended)) {
      assertThat(stream.status()).isEqualTo(400);
      assertThat(stream.type()).startsWith("application/json");
    }
    try (StreamReader stream = subscribe(UUID.randomUUID().toString())) {
      assertThat(stream.status()).isEqualTo(404);
    }
    assertThat(operator().error("SubscribeToTask", "{\"id\":\"" + ended + "\"}")).isEqualTo(-32004);
    assertThat(operator().error("SendStreamingMessage", "{}")).isEqualTo(-32602);
  }

  @Test
  default void aQuestionEndsTheStreamAndItsAnswerGoesOn() {
    String id =
        operator()
            .api()
            .post(
                "/api/tasks",
                "{\"type\":\"diagnostic\",\"chatId\":\"%s\",\"delay\":\"1s\",\"input\":{\"askInput\":\"Which?\"}}"
                    .formatted(UUID.randomUUID()))
            .object()
            .getString("id");
    try (StreamReader stream = subscribe(id)) {
      List<Told> told = stream.rest();
      JsonObject last = told.get(told.size() - 1).data().getJsonObject("statusUpdate");
      assertThat(Talk.state(last)).isEqualTo("TASK_STATE_INPUT_REQUIRED");
      assertThat(last.toString()).contains("Which?");
    }
    String answer = "{\"message\":" + Talk.message("red", ",\"taskId\":\"" + id + "\"") + "}";
    try (StreamReader stream = stream("/a2a/v1/message:stream", answer)) {
      List<Told> told = stream.rest();
      assertThat(told.get(0).data().getJsonObject("task").getString("id")).isEqualTo(id);
      assertThat(told.toString()).contains("TASK_STATE_COMPLETED").contains("\"input\":\"red\"");
    }
  }
}
