package org.waybill.api.requests;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.JMSContext;
import jakarta.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.waybill.running.Api;

/** The flow that the document of the queue draws: publish, consume, answer, get. */
class ExchangeDocumentIT extends ExchangeServer {

  @Test
  void aRequestIsPublishedAndItsResponseGotByCorrelationId() {
    Api.Answer published =
        ada.post("/api/requests", "{\"correlation_id\":\"cid\",\"message\":\"What is 6 * 7?\"}");

    assertThat(published.status()).isEqualTo(202);
    assertThat(published.body()).hasToString("{\"correlation_id\":\"cid\"}");
    assertThat(published.headers().firstValue("Location").orElse("")).endsWith("/api/requests/cid");
    String link = published.headers().firstValue("Link").orElse("");
    assertThat(ada.get(link.replaceAll("<|>.*", "")).object().getString("type"))
        .isEqualTo("request");
    JsonObject response = response(ada, "cid");
    assertThat(response).containsOnlyKeys("status", "message", "plan", "thinking_log");
    assertThat(response.getString("status")).isEqualTo("completed");
    assertThat(response.getString("message")).contains("42");
    JsonObject step = response.getJsonObject("plan").getJsonArray("steps").getJsonObject(0);
    assertThat(step.getString("skill")).isEqualTo("arithmetic");
    assertThat(parts(response)).containsExactly("planner", "worker", "responder");
  }

  @Test
  void aResponseThatIsNotThereYetIsSaidSo() {
    pause();
    String id = ask(ada, "{\"message\":\"What is 1 + 1?\",\"session_id\":\"patient\"}");

    Api.Answer early = ada.get("/api/requests/" + id);

    assertThat(early.status()).isEqualTo(202);
    assertThat(early.object().getString("correlation_id")).isEqualTo(id);
    assertThat(early.object().getString("status")).isEqualTo("pending");
    resume();
    assertThat(response(ada, id).getString("message")).contains("2");
  }

  @Test
  void theSameContractHoldsOverJms() throws Exception {
    try (JMSContext jms = jms()) {
      JsonObject reply =
          exchange(jms, "by-jms", "{\"message\":\"What is 8 * 9?\",\"session_id\":\"s\"}");

      assertThat(reply).containsOnlyKeys("status", "message", "plan", "thinking_log");
      assertThat(reply.getString("status")).isEqualTo("completed");
      assertThat(reply.getString("message")).contains("72");
      assertThat(reply).isEqualTo(response(operator, "by-jms"));
    }
  }

  @Test
  void aFailedRequestHasItsResponseToo() throws Exception {
    operator.post(
        "/api/tasks",
        "{\"type\":\"request\",\"correlationId\":\"bad\",\"input\":{\"message\":\" \"}}");

    JsonObject response = response(operator, "bad");

    assertThat(response).containsOnlyKeys("status", "message");
    assertThat(response.getString("status")).isEqualTo("failed");
    assertThat(response.getString("message")).startsWith("The input has no message");
    try (JMSContext jms = jms()) {
      JsonObject reply = exchange(jms, "bad-by-jms", "{\"massage\":\"?\"}");
      assertThat(reply).containsOnlyKeys("status", "message");
      assertThat(reply.getString("status")).isEqualTo("failed");
      assertThat(reply.getString("message")).startsWith("message is missing");
    }
  }

  static List<String> parts(JsonObject response) {
    return response.getJsonArray("thinking_log").stream()
        .map(thought -> thought.asJsonObject().getString("part"))
        .toList();
  }
}
