package org.waybill.api.a2a;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.waybill.running.Api;

/** Version 0.3 at the same addresses, in its own spelling. */
interface OlderScenarios extends Scenarios {

  private static String says(String text) {
    return ("{\"message\":{\"kind\":\"message\",\"messageId\":\"%s\",\"role\":\"user\","
            + "\"parts\":[{\"kind\":\"text\",\"text\":\"%s\"}]}}")
        .formatted(UUID.randomUUID(), text);
  }

  private JsonObject send() {
    return operator().rpc("message/send", says(Talk.TEXT), null).getJsonObject("result");
  }

  @Test
  default void objectsSayOfWhichKindTheyAre() {
    JsonObject task = send();
    assertThat(task.getString("kind")).isEqualTo("task");
    assertThat(Talk.state(task)).isEqualTo("completed");
    assertThat(task.getJsonArray("artifacts").getJsonObject(0).getJsonArray("parts"))
        .hasToString("[{\"kind\":\"text\",\"text\":\"four\"}]");
    JsonObject said = task.getJsonArray("history").getJsonObject(0);
    assertThat(said.getString("kind")).isEqualTo("message");
    assertThat(said.getString("role")).isEqualTo("user");
    String get = "{\"id\":\"" + task.getString("id") + "\"}";
    assertThat(operator().rpc("tasks/get", get, "0.3").getJsonObject("result")).isEqualTo(task);
  }

  @Test
  default void errorsHaveTheirNumbers() {
    String unknown = "{\"id\":\"" + UUID.randomUUID() + "\"}";
    JsonObject error = operator().rpc("tasks/get", unknown, null).getJsonObject("error");
    assertThat(error.getInt("code")).isEqualTo(-32001);
    assertThat(error.getJsonObject("data").getString("reason")).isEqualTo("TASK_NOT_FOUND");
    String ended = "{\"id\":\"" + send().getString("id") + "\"}";
    assertThat(operator().rpc("tasks/cancel", ended, null).getJsonObject("error").getInt("code"))
        .isEqualTo(-32002);
    assertThat(operator().rpc("tasks/get", ended, "1.0").getJsonObject("error").getInt("code"))
        .isEqualTo(-32601);
  }

  @Test
  default void overHttpItHasTheNamesOfItsProtocolBuffers() {
    String message =
        ("{\"message\":{\"messageId\":\"%s\",\"role\":\"ROLE_USER\",\"content\":[{\"text\":\"%s\"}]},"
                + "\"configuration\":{\"blocking\":true}}")
            .formatted(UUID.randomUUID(), Talk.TEXT);
    Api.Answer answer = operator().http("POST", "/message:send", message, null);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    JsonObject task = answer.object().getJsonObject("task");
    assertThat(Talk.state(task)).isEqualTo("TASK_STATE_COMPLETED");
    assertThat(task.getJsonArray("history").getJsonObject(0)).containsKey("content");
    assertThat(task.toString()).doesNotContain("\"kind\"");
    assertThat(operator().http("GET", "/card", null, null).object().getString("name"))
        .isEqualTo("Waybill");
    Api.Answer unknown = operator().http("GET", "/tasks/" + UUID.randomUUID(), null, "0.3");
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.object().getInt("code")).isEqualTo(-32001);
  }

  @Test
  default void whatItCallsCancelledOverHttpHasTwoLs() {
    String id =
        operator()
            .result("SendMessage", Talk.saysAtOnce("sing", ""))
            .getJsonObject("task")
            .getString("id");
    JsonObject task = operator().http("POST", "/tasks/" + id + ":cancel", null, null).object();
    assertThat(Talk.state(task)).isEqualTo("TASK_STATE_CANCELLED");
    String get = "{\"id\":\"" + id + "\"}";
    assertThat(Talk.state(operator().rpc("tasks/get", get, null).getJsonObject("result")))
        .isEqualTo("canceled");
  }

  @Test
  default void dataAndFilesHaveTheirOwnForm() {
    String message =
        ("{\"message\":{\"kind\":\"message\",\"messageId\":\"%s\",\"role\":\"user\",\"parts\":["
                + "{\"kind\":\"data\",\"data\":{\"a\":1}},"
                + "{\"kind\":\"file\",\"file\":{\"bytes\":\"aGVsbG8=\",\"mimeType\":\"text/plain\",\"name\":\"a.txt\"}}]}}")
            .formatted(UUID.randomUUID());
    JsonObject task = operator().rpc("message/send", message, null).getJsonObject("result");
    assertThat(task.getJsonArray("history").getJsonObject(0).getJsonArray("parts"))
        .hasToString(
            "[{\"kind\":\"data\",\"data\":{\"a\":1}},"
                + "{\"kind\":\"file\",\"file\":{\"bytes\":\"aGVsbG8=\",\"mimeType\":\"text/plain\",\"name\":\"a.txt\"}}]");
  }
}
