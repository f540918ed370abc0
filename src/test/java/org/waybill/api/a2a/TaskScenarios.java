package org.waybill.api.a2a;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Messages become tasks, and tasks can be looked at and stopped. */
interface TaskScenarios extends Scenarios {

  @Test
  default void aMessageIsAnsweredWithItsTask() {
    JsonObject task = operator().task(Talk.TEXT);
    assertThat(Talk.state(task)).isEqualTo("TASK_STATE_COMPLETED");
    assertThat(task.getString("contextId")).isNotBlank();
    assertThat(task.getJsonObject("status").getString("timestamp"))
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
    assertThat(Talk.answer(task)).isEqualTo("four");
    JsonObject said = task.getJsonArray("history").getJsonObject(0);
    assertThat(said.getString("role")).isEqualTo("ROLE_USER");
    assertThat(said.getJsonArray("parts").getJsonObject(0).getString("text")).isEqualTo(Talk.TEXT);
    assertThat(operator().get(task.getString("id"))).isEqualTo(task);
  }

  @Test
  default void aMessageThatNeedNotBeAnsweredAtOnceIsATaskAtOnce() {
    JsonObject task =
        operator().result("SendMessage", Talk.saysAtOnce("sing", "")).getJsonObject("task");
    assertThat(Talk.state(task)).isIn("TASK_STATE_SUBMITTED", "TASK_STATE_WORKING");
    JsonObject cancelled =
        operator().result("CancelTask", "{\"id\":\"" + task.getString("id") + "\"}");
    assertThat(Talk.state(cancelled)).isEqualTo("TASK_STATE_CANCELED");
  }

  @Test
  default void whoeverWaitsGetsTheTaskAsItStandsAfterAWhile() {
    JsonObject task = operator().task("sing");
    assertThat(Talk.state(task)).isEqualTo("TASK_STATE_WORKING");
    assertThat(Talk.answer(task)).startsWith("la la");
    operator().result("CancelTask", "{\"id\":\"" + task.getString("id") + "\"}");
  }

  @Test
  default void aTaskThatHasEndedCannotBeCancelled() {
    String id = operator().task(Talk.TEXT).getString("id");
    assertThat(operator().error("CancelTask", "{\"id\":\"" + id + "\"}")).isEqualTo(-32002);
  }

  @Test
  default void whatIsNotThereIsNotFound() {
    String unknown = "{\"id\":\"" + UUID.randomUUID() + "\"}";
    assertThat(operator().error("GetTask", unknown)).isEqualTo(-32001);
    assertThat(operator().error("CancelTask", unknown)).isEqualTo(-32001);
    assertThat(operator().error("GetTask", "{\"id\":\"no-uuid\"}")).isEqualTo(-32001);
    JsonObject error = operator().rpc("GetTask", unknown).getJsonObject("error");
    JsonObject info = error.getJsonArray("data").getJsonObject(0);
    assertThat(info.getString("reason")).isEqualTo("TASK_NOT_FOUND");
    assertThat(info.getString("domain")).isEqualTo("a2a-protocol.org");
  }

  @Test
  default void anothersTaskIsAsAbsentAsNone() {
    String id = operator().task(Talk.TEXT).getString("id");
    assertThat(newcomer().error("GetTask", "{\"id\":\"" + id + "\"}")).isEqualTo(-32001);
  }

  @Test
  default void aRepeatedMessageMakesNoSecondTask() {
    String message = Talk.says(Talk.TEXT);
    JsonObject first = operator().result("SendMessage", message).getJsonObject("task");
    JsonObject again = operator().result("SendMessage", message).getJsonObject("task");
    assertThat(again).isEqualTo(first);
    String other = message.replace("2 + 2", "3 + 3");
    assertThat(operator().error("SendMessage", other)).isEqualTo(-32602);
  }

  @Test
  default void aContextIsGoneOnWithAndAnothersOfItsNameIsNotSeen() {
    String context = operator().task(Talk.TEXT).getString("contextId");
    String params =
        "{\"message\":" + Talk.message(Talk.TEXT, ",\"contextId\":\"" + context + "\"") + "}";
    JsonObject second = operator().result("SendMessage", params).getJsonObject("task");
    assertThat(second.getString("contextId")).isEqualTo(context);
    Talk other = newcomer();
    JsonObject own = other.result("SendMessage", params).getJsonObject("task");
    String ofContext = "{\"contextId\":\"" + context + "\"}";
    assertThat(other.result("ListTasks", ofContext).getJsonArray("tasks"))
        .extracting(task -> task.asJsonObject().getString("id"))
        .containsExactly(own.getString("id"));
  }

  @Test
  default void aTaskThatHasEndedTakesNoFurtherMessage() {
    String id = operator().task(Talk.TEXT).getString("id");
    String params = "{\"message\":" + Talk.message("more", ",\"taskId\":\"" + id + "\"") + "}";
    assertThat(operator().error("SendMessage", params)).isEqualTo(-32004);
    String unknown = params.replace(id, UUID.randomUUID().toString());
    assertThat(operator().error("SendMessage", unknown)).isEqualTo(-32001);
  }

  @Test
  default void aQuestionIsAnsweredByAMessageToItsTask() {
    String context = UUID.randomUUID().toString();
    String asking =
        operator()
            .api()
            .post(
                "/api/tasks",
                "{\"type\":\"diagnostic\",\"chatId\":\"%s\",\"input\":{\"askInput\":\"Which one?\"}}"
                    .formatted(context))
            .object()
            .getString("id");
    operator().api().awaitStatus(asking, "input_required", Duration.ofSeconds(20));
    JsonObject status = operator().get(asking).getJsonObject("status");
    assertThat(status.getString("state")).isEqualTo("TASK_STATE_INPUT_REQUIRED");
    assertThat(status.getJsonObject("message").getJsonArray("parts").getJsonObject(0))
        .hasToString("{\"text\":\"Which one?\"}");

    String place = ",\"taskId\":\"" + asking + "\",\"contextId\":\"";
    String elsewhere = "{\"message\":" + Talk.message("red", place + "other\"") + "}";
    assertThat(operator().error("SendMessage", elsewhere)).isEqualTo(-32602);
    String answer = "{\"message\":" + Talk.message("red", place + context + "\"") + "}";
    JsonObject task = operator().result("SendMessage", answer).getJsonObject("task");
    assertThat(Talk.state(task)).isEqualTo("TASK_STATE_COMPLETED");
    assertThat(task.getString("id")).isEqualTo(asking);
    assertThat(task.getJsonArray("history").toString()).contains("\"red\"");
    assertThat(operator().result("SendMessage", answer).getJsonObject("task")).isEqualTo(task);
  }

  @Test
  default void theHistoryIsAsLongAsIsAsked() {
    String id = operator().task(Talk.TEXT).getString("id");
    String none = "{\"id\":\"" + id + "\",\"historyLength\":0}";
    assertThat(operator().result("GetTask", none)).doesNotContainKey("history");
    String some = "{\"id\":\"" + id + "\",\"historyLength\":5}";
    assertThat(operator().result("GetTask", some).getJsonArray("history")).hasSize(1);
    String wrong = "{\"id\":\"" + id + "\",\"historyLength\":-1}";
    assertThat(operator().error("GetTask", wrong)).isEqualTo(-32602);
  }
}
