package org.waybill.api.a2a;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.waybill.running.Api;

/** The same operations over HTTP: the same answers, and errors as HTTP has them. */
interface HttpScenarios extends Scenarios {

  @Test
  default void bothBindingsAnswerTheSame() {
    JsonObject sent =
        operator().http("POST", "/message:send", Talk.says(Talk.TEXT), "1.0").object();
    JsonObject task = sent.getJsonObject("task");
    assertThat(Talk.answer(task)).isEqualTo("four");
    String id = task.getString("id");
    assertThat(operator().http("GET", "/tasks/" + id, null, "1.0").object()).isEqualTo(task);
    assertThat(operator().get(id)).isEqualTo(task);
    String list = "?pageSize=1&contextId=" + task.getString("contextId");
    assertThat(operator().http("GET", "/tasks" + list, null, "1.0").object())
        .isEqualTo(
            operator()
                .result(
                    "ListTasks",
                    "{\"pageSize\":1,\"contextId\":\"" + task.getString("contextId") + "\"}"));
    assertThat(operator().http("GET", "/extendedAgentCard", null, "1.0").object())
        .isEqualTo(operator().result("GetExtendedAgentCard", "{}"));
  }

  @Test
  default void anErrorSaysWhatItIsInItsDetails() {
    Api.Answer answer = operator().http("GET", "/tasks/" + UUID.randomUUID(), null, "1.0");
    assertThat(answer.status()).isEqualTo(404);
    JsonObject error = answer.object().getJsonObject("error");
    assertThat(error.getInt("code")).isEqualTo(404);
    assertThat(error.getString("status")).isEqualTo("NOT_FOUND");
    assertThat(error.getJsonArray("details").getJsonObject(0).getString("reason"))
        .isEqualTo("TASK_NOT_FOUND");
  }

  @Test
  default void eachErrorHasItsStatus() {
    String id = operator().task(Talk.TEXT).getString("id");
    assertThat(reason(operator().http("POST", "/tasks/" + id + ":cancel", "{}", "1.0"), 400))
        .isEqualTo("TASK_NOT_CANCELABLE");
    assertThat(reason(operator().http("GET", "/tasks?pageSize=150", null, "1.0"), 400))
        .isEqualTo("INVALID_PARAMS");
    assertThat(reason(operator().http("GET", "/tasks?pageSize=many", null, "1.0"), 400))
        .isEqualTo("INVALID_PARAMS");
    assertThat(reason(operator().http("GET", "/tasks", null, "0.7"), 400))
        .isEqualTo("VERSION_NOT_SUPPORTED");
    assertThat(reason(operator().http("POST", "/message:send", "{", "1.0"), 400))
        .isEqualTo("PARSE_ERROR");
  }

  private static String reason(Api.Answer answer, int status) {
    assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
    JsonObject error = answer.object().getJsonObject("error");
    assertThat(error.getInt("code")).isEqualTo(status);
    return error.getJsonArray("details").getJsonObject(0).getString("reason");
  }

  @Test
  default void aRunningTaskIsCancelledWithoutABody() {
    String id =
        operator()
            .http("POST", "/message:send", Talk.saysAtOnce("sing", ""), "1.0")
            .object()
            .getJsonObject("task")
            .getString("id");
    JsonObject task = operator().http("POST", "/tasks/" + id + ":cancel", null, "1.0").object();
    assertThat(Talk.state(task)).isEqualTo("TASK_STATE_CANCELED");
  }

  @Test
  default void theMediaTypeIsTheOneThatIsAccepted() {
    assertThat(typeFor("application/json", "1.0")).isEqualTo("application/json");
    assertThat(typeFor("application/a2a+json", "1.0")).isEqualTo("application/a2a+json");
    assertThat(typeFor("*/*", "1.0")).isEqualTo("application/a2a+json");
    assertThat(typeFor("*/*", "0.3")).isEqualTo("application/json");
    assertThat(reason(get("text/html", "1.0"), 400)).isEqualTo("CONTENT_TYPE_NOT_SUPPORTED");
  }

  private String typeFor(String accept, String version) {
    return get(accept, version).headers().firstValue("Content-Type").orElse("").split(";", 2)[0];
  }

  private Api.Answer get(String accept, String version) {
    Api api = operator().api();
    return api.send(
        api.request("/a2a/v1/tasks?A2A-Version=" + version).header("Accept", accept).build());
  }

  @Test
  default void aBodyIsJson() {
    Api api = operator().api();
    Api.Answer answer =
        api.send(
            api.request("/a2a/v1/message:send?A2A-Version=1.0")
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString(Talk.says(Talk.TEXT)))
                .build());
    assertThat(reason(answer, 400)).isEqualTo("CONTENT_TYPE_NOT_SUPPORTED");
  }
}
