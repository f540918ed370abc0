package org.waybill.api.requests;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.JMSContext;
import jakarta.json.JsonObject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.waybill.running.Api;

class ExchangeIT extends ExchangeServer {

  @Test
  void questionsThatComeTogetherArePlannedAndAnsweredOneByOne() {
    String id = ask(ada, "{\"message\":\"What is 2 + 3? Is 2024 a leap year?\"}");

    JsonObject response = response(ada, id);

    List<JsonObject> steps =
        response.getJsonObject("plan").getJsonArray("steps").getValuesAs(JsonObject.class);
    assertThat(steps)
        .extracting(step -> step.getString("skill"))
        .containsExactly("arithmetic", "calendar");
    assertThat(response.getString("message"))
        .startsWith("1. What is 2 + 3?\n")
        .contains("5")
        .contains("2. Is 2024 a leap year?\n");
    assertThat(ExchangeDocumentIT.parts(response))
        .containsExactly("planner", "worker", "worker", "responder");
  }

  @Test
  void aSessionKeepsWhatWasSaidInIt() {
    ask(ada, "{\"message\":\"What is 2 + 2?\",\"session_id\":\"ada-1\"}");
    response(ada, ask(ada, "{\"message\":\"What is 3 + 3?\",\"session_id\":\"ada-1\"}"));

    assertThat(ada.get("/api/chats/ada-1/messages").object().getJsonArray("items"))
        .extracting(item -> item.asJsonObject().getString("status"))
        .containsExactly("completed", "completed", "completed", "completed");
    Api bob = user("bob");
    response(bob, ask(bob, "{\"message\":\"What is 4 + 4?\",\"session_id\":\"ada-1\"}"));
    assertThat(bob.get("/api/chats/ada-1/messages").object().getJsonArray("items"))
        .as("his own of the same name")
        .extracting(item -> item.asJsonObject().getString("status"))
        .containsExactly("completed", "completed");
  }

  @Test
  void aDuplicateIsTheSameRequestWhicheverWayItComes() throws Exception {
    String body = "{\"message\":\"What is 5 * 5?\",\"correlation_id\":\"twice\"}";
    ask(operator, body);
    Api.Answer again = operator.post("/api/requests", body);

    assertThat(again.status()).isEqualTo(202);
    assertThat(again.headers().firstValue("Waybill-Existing")).hasValue("true");
    assertThat(tasks("twice")).isEqualTo(1);
    assertThat(response(operator, "twice").getString("message")).contains("25");

    Api.Answer other =
        operator.post("/api/requests", "{\"message\":\"Other?\",\"correlation_id\":\"twice\"}");
    assertThat(other.status()).isEqualTo(422);
    assertThat(other.object().getString("field")).isEqualTo("correlation_id");

    try (JMSContext jms = jms()) {
      String first = exchange(jms, "thrice", "{\"message\":\"What is 4 * 4?\"}").toString();
      assertThat(exchange(jms, "thrice", "{\"message\":\"What is 4 * 4?\"}")).hasToString(first);
      assertThat(tasks("thrice")).isEqualTo(1);
      assertThat(exchange(jms, "thrice", "{\"message\":\"Other?\"}").getString("message"))
          .startsWith("JMSCorrelationID was already used by another message");
    }
  }

  @Test
  void anothersCorrelationIdIsAnothers() {
    ask(ada, "{\"message\":\"What is 1 * 1?\",\"correlation_id\":\"mine\"}");
    Api bob = user("bob");

    assertThat(bob.get("/api/requests/mine").status()).isEqualTo(404);
    ask(bob, "{\"message\":\"What is 2 * 2?\",\"correlation_id\":\"mine\"}");
    assertThat(response(bob, "mine").getString("message")).contains("4");
    assertThat(response(ada, "mine").getString("message")).contains("1");
  }

  @Test
  void aResponseExpiresAndItsCorrelationIdIsFreeAgain() throws Exception {
    String id = ask(ada, "{\"message\":\"What is 7 * 7?\",\"correlation_id\":\"old\"}");
    response(ada, id);

    age("old");

    assertThat(ada.get("/api/requests/old").status()).isEqualTo(404);
    ask(ada, "{\"message\":\"What is 8 * 8?\",\"correlation_id\":\"old\"}");
    assertThat(response(ada, "old").getString("message")).contains("64");
  }

  @Test
  void whatIsWrongIsSaid() {
    assertThat(field("{}")).isEqualTo("message");
    assertThat(field("{\"message\":\"x\",\"correlation_id\":\" \"}")).isEqualTo("correlation_id");
    assertThat(field("{\"message\":\"x\",\"session_id\":7}")).isEqualTo("session_id");
    assertThat(ada.get("/api/requests/nobody").status()).isEqualTo(404);
    String id = ask(ada, "{\"message\":\"What is 1 + 2?\"}");
    assertThat(ada.get("/api/requests/" + id + "?wait=soon").object().getString("field"))
        .isEqualTo("wait");
  }

  /** Of the pipelines' door; here, since it takes a server of its own. */
  @Test
  void whereTheJobQueueIsOffItSaysSoAndRunsGoOn() {
    String body = "{\"url\":\"http://127.0.0.1:8081/\"}";

    for (Api.Answer off :
        List.of(
            ada.post("/pipeline/jobs", body),
            ada.get("/pipeline/jobs"),
            ada.get("/pipeline/jobs/job_1704326400_abc12345"),
            ada.delete("/pipeline/jobs/job_1704326400_abc12345"))) {
      assertThat(off.status()).isEqualTo(404);
      assertThat(off.object().getString("detail")).contains("ENABLE_PIPELINE_JOB_QUEUE is false");
    }
    Api.Answer run = ada.post("/pipeline/run", body);
    assertThat(run.status()).isEqualTo(422);
    assertThat(run.object().getString("detail")).contains("127.0.0.1', which is not public");
  }

  private static String field(String body) {
    Api.Answer answer = ada.post("/api/requests", body);
    assertThat(answer.status()).isEqualTo(400);
    return answer.object().getString("field");
  }

  private static int tasks(String correlationId) {
    return operator
        .get("/api/tasks?type=request&correlationId=" + correlationId)
        .object()
        .getJsonArray("items")
        .size();
  }

  private static void age(String correlationId) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(
                server.databaseUrl(), server.databaseUser(), server.databasePassword());
        PreparedStatement update =
            connection.prepareStatement(
                "update task set finished_at = now() - interval '3601 seconds'"
                    + " where correlation_id = ?")) {
      update.setString(1, correlationId);
      assertThat(update.executeUpdate()).isEqualTo(1);
    }
  }
}
