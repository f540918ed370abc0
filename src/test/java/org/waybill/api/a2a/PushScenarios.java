package org.waybill.api.a2a;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where updates are sent to; that they come is seen by the official clients' receivers. */
interface PushScenarios extends Scenarios {

  private JsonObject set(String task, String url) {
    return operator()
        .result(
            "CreateTaskPushNotificationConfig",
            ("{\"taskId\":\"%s\",\"url\":\"%s\",\"token\":\"t\",\"authentication\":"
                    + "{\"scheme\":\"Bearer\",\"credentials\":\"secret\"}}")
                .formatted(task, url));
  }

  private static String params(String task, String id) {
    return "{\"taskId\":\"%s\",\"id\":\"%s\"}".formatted(task, id);
  }

  @Test
  default void aConfigurationIsKeptUntilItIsDeleted() {
    String task = operator().task(Talk.TEXT).getString("id");
    JsonObject made = set(task, "http://127.0.0.1:9/updates");
    assertThat(made.getString("taskId")).isEqualTo(task);
    assertThat(made.toString()).doesNotContain("secret");
    String id = made.getString("id");
    assertThat(operator().result("GetTaskPushNotificationConfig", params(task, id)))
        .isEqualTo(made);
    set(task, "http://127.0.0.1:9/more");
    String list = "{\"taskId\":\"" + task + "\"}";
    assertThat(operator().result("ListTaskPushNotificationConfigs", list).getJsonArray("configs"))
        .hasSize(2);
    operator().result("DeleteTaskPushNotificationConfig", params(task, id));
    operator().result("DeleteTaskPushNotificationConfig", params(task, id));
    assertThat(operator().error("GetTaskPushNotificationConfig", params(task, id)))
        .isEqualTo(-32001);
    assertThat(operator().result("ListTaskPushNotificationConfigs", list).getJsonArray("configs"))
        .hasSize(1);
  }

  @Test
  default void overHttpItIsTheSame() {
    String task = operator().task(Talk.TEXT).getString("id");
    String path = "/tasks/" + task + "/pushNotificationConfigs";
    JsonObject made =
        operator().http("POST", path, "{\"url\":\"http://127.0.0.1:9/updates\"}", "1.0").object();
    String one = path + "/" + made.getString("id");
    assertThat(operator().http("GET", one, null, "1.0").object()).isEqualTo(made);
    assertThat(operator().http("GET", path, null, "1.0").object().getJsonArray("configs"))
        .containsExactly(made);
    assertThat(operator().http("DELETE", one, null, "1.0").status()).isBetween(200, 204);
    assertThat(operator().http("GET", one, null, "1.0").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://10.1.2.3/inside", "http://169.254.169.254/latest", "ftp://a", "nonsense"})
  default void anAddressInsideIsRefused(String url) {
    String task = operator().task(Talk.TEXT).getString("id");
    String params = "{\"taskId\":\"%s\",\"url\":\"%s\"}".formatted(task, url);
    assertThat(operator().error("CreateTaskPushNotificationConfig", params)).isEqualTo(-32602);
    String send =
        "{\"message\":%s,\"configuration\":{\"taskPushNotificationConfig\":{\"url\":\"%s\"}}}"
            .formatted(Talk.message(Talk.TEXT, ""), url);
    assertThat(operator().error("SendMessage", send)).isEqualTo(-32602);
  }

  @Test
  default void anothersTaskHasNoConfigurations() {
    String task = operator().task(Talk.TEXT).getString("id");
    set(task, "http://127.0.0.1:9/updates");
    Talk other = newcomer();
    String list = "{\"taskId\":\"" + task + "\"}";
    assertThat(other.error("ListTaskPushNotificationConfigs", list)).isEqualTo(-32001);
    assertThat(other.error("CreateTaskPushNotificationConfig", list)).isEqualTo(-32001);
    assertThat(
            operator()
                .error(
                    "ListTaskPushNotificationConfigs",
                    list.replace(task, UUID.randomUUID().toString())))
        .isEqualTo(-32001);
  }
}
