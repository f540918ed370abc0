package org.waybill.api.a2a;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a message may hold, and that it is all kept. */
interface PartScenarios extends Scenarios {

  private static String of(String parts, String more) {
    return "{\"message\":{\"messageId\":\"%s\",\"role\":\"ROLE_USER\",\"parts\":[%s]}%s}"
        .formatted(UUID.randomUUID(), parts, more);
  }

  private JsonObject said(String parts, String more) {
    return operator()
        .result("SendMessage", of(parts, more))
        .getJsonObject("task")
        .getJsonArray("history")
        .getJsonObject(0);
  }

  @Test
  default void dataAndFilesOfTextAreTakenAndKept() {
    String parts =
        "{\"text\":\"read this\"},"
            + "{\"data\":{\"a\":[1,2]},\"mediaType\":\"application/json\"},"
            + "{\"raw\":\"aGVsbG8=\",\"mediaType\":\"text/plain\",\"filename\":\"a.txt\"}";
    assertThat(said(parts, "").getJsonArray("parts")).hasToString("[" + parts + "]");
    String id =
        operator()
            .result("ListTasks", "{\"pageSize\":1}")
            .getJsonArray("tasks")
            .getJsonObject(0)
            .getString("id");
    assertThat(
            operator()
                .api()
                .get("/api/tasks/" + id)
                .object()
                .getJsonObject("input")
                .getString("message"))
        .isEqualTo("read this\n{\"a\":[1,2]}\na.txt:\nhello");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"url\":\"https://example.com/a.txt\",\"mediaType\":\"text/plain\"}",
        "{\"raw\":\"iVBORw0KGgo=\",\"mediaType\":\"image/png\"}",
        "{\"raw\":\"/////w==\",\"mediaType\":\"text/plain\"}"
      })
  default void otherFilesAreRefused(String part) {
    assertThat(operator().error("SendMessage", of(part, ""))).isEqualTo(-32005);
  }

  @Test
  default void whoeverAcceptsNoTextCannotBeAnswered() {
    String wanted = ",\"configuration\":{\"acceptedOutputModes\":[\"image/png\"]}";
    assertThat(operator().error("SendMessage", of("{\"text\":\"draw\"}", wanted)))
        .isEqualTo(-32005);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{}", "{\"text\":\"  \"}", "{\"raw\":\"?\",\"mediaType\":\"text/plain\"}"})
  default void aMessageSaysSomething(String parts) {
    assertThat(operator().error("SendMessage", of(parts, ""))).isEqualTo(-32602);
  }

  @Test
  default void metadataAreKept() {
    String message = Talk.message(Talk.TEXT, ",\"metadata\":{\"inner\":1}");
    JsonObject task =
        operator()
            .result("SendMessage", "{\"message\":" + message + ",\"metadata\":{\"outer\":2}}")
            .getJsonObject("task");
    assertThat(task.getJsonObject("metadata")).hasToString("{\"outer\":2}");
    assertThat(task.getJsonArray("history").getJsonObject(0).getJsonObject("metadata"))
        .hasToString("{\"inner\":1}");
  }

  @Test
  default void aMessageIsOfAUser() {
    String wrong = Talk.says(Talk.TEXT).replace("ROLE_USER", "ROLE_AGENT");
    assertThat(operator().error("SendMessage", wrong)).isEqualTo(-32602);
    assertThat(operator().error("SendMessage", wrong.replace("ROLE_AGENT", "user")))
        .isEqualTo(-32602);
  }
}
