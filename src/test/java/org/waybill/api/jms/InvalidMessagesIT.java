package org.waybill.api.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSContext;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.waybill.running.Api;

/** What comes by JMS and is no task. */
class InvalidMessagesIT extends ProducingServer {

  @ParameterizedTest
  @EnumSource
  void whatIsNoTaskIsKeptAsideWithTheReason(Client client) throws Exception {
    try (JMSContext jms = client.open()) {
      Message object = jms.createObjectMessage(new java.util.ArrayList<>(List.of("x")));
      object.setJMSType("diagnostic");
      refused(jms, object, "object message");
      refused(jms, jms.createTextMessage("garbage"), "not valid JSON");
      refused(jms, jms.createTextMessage("{}"), "type is missing");
      refused(jms, jms.createTextMessage("{\"type\":\"chat_mesage\"}"), "allowed: chat_message, ");
      refused(jms, jms.createTextMessage("{\"type\":\"diagnostic\",\"priority\":77}"), "priority");
      BytesMessage latin = jms.createBytesMessage();
      latin.writeBytes("{\"echo\":\"ä\"}".getBytes(StandardCharsets.ISO_8859_1));
      latin.setJMSType("diagnostic");
      JsonObject kept = refused(jms, latin, "UTF-8");
      assertThat(kept.getString("bodyBase64")).isNotBlank();
      assertThat(kept.getJsonObject("headers").getString("JMSType")).isEqualTo("diagnostic");
      BytesMessage large = jms.createBytesMessage();
      large.writeBytes(new byte[2_000_000]);
      large.setJMSType("diagnostic");
      JsonObject cut = refused(jms, large, "body has 2000000 bytes; allowed: 1048576");
      assertThat(cut.getBoolean("truncated")).isTrue();
      assertThat(cut.getInt("bodyBytes")).isEqualTo(2_000_000);
    }
  }

  @Test
  void aStreamMessageIsRefused() throws Exception {
    try (JMSContext jms = Client.CORE.open()) {
      var stream = jms.createStreamMessage();
      stream.writeString("{}");
      refused(jms, stream, "stream message");
    }
  }

  @Test
  void anInvalidRequestIsAnsweredAsWell() throws Exception {
    try (JMSContext jms = Client.CORE.open()) {
      TextMessage request = jms.createTextMessage("garbage");
      var replies = jms.createTemporaryQueue();
      request.setJMSReplyTo(replies);
      request.setJMSCorrelationID("of garbage");
      jms.createProducer().send(jms.createQueue(SUBMIT), request);
      Message reply = jms.createConsumer(replies).receive(SOON.toMillis());
      JsonObject answer = json(reply.getBody(String.class));
      assertThat(answer.getString("status")).isEqualTo("invalid");
      assertThat(answer.getString("error")).contains("not valid JSON");
      assertThat(reply.getJMSCorrelationID()).isEqualTo("of garbage");
    }
  }

  @Test
  void noReplyGoesToOurOwnQueuesNorToAnybodyElses() throws Exception {
    try (JMSContext jms = Client.CORE.open()) {
      for (String name : List.of("chat_tasks", SUBMIT, "DLQ", "payroll")) {
        TextMessage request = jms.createTextMessage("{\"type\":\"diagnostic\"}");
        request.setJMSReplyTo(jms.createQueue(name.equals("payroll") ? "waybill.reply.x" : name));
        if (name.equals("payroll")) {
          request.setJMSReplyTo(new org.apache.activemq.artemis.jms.client.ActiveMQQueue(name));
        }
        refused(jms, request, "JMSReplyTo is '" + name + "'");
      }
    }
  }

  @Test
  void operatorsForgetInvalidMessagesAndOthersDoNotSeeThem() throws Exception {
    try (JMSContext jms = Client.CORE.open()) {
      String id = refused(jms, jms.createTextMessage("nonsense"), "JSON").getString("id");
      JsonObject token =
          operator.post("/api/tokens", "{\"userId\":\"ann\",\"role\":\"user\"}").object();
      Api user = new Api(server.base(), token.getString("token"));
      assertThat(user.get("/api/invalid-messages").status()).isEqualTo(403);
      assertThat(user.delete("/api/invalid-messages/" + id).status()).isEqualTo(403);
      assertThat(operator.delete("/api/invalid-messages/" + id).status()).isEqualTo(204);
      assertThat(operator.delete("/api/invalid-messages/" + id).status()).isEqualTo(404);
      assertThat(operator.get("/metrics").body().toString())
          .contains("waybill_invalid_messages_total");
    }
  }

  @Test
  void whatIsSentToAQueueOfTasksIsTakenAsATaskOfItsType() throws Exception {
    try (JMSContext jms = Client.CORE.open()) {
      Message task = jms.createTextMessage("{\"echo\":\"stray\"}");
      task.setJMSCorrelationID("stray task");
      jms.createProducer().send(jms.createQueue("diagnostics"), task);
    }
    await()
        .atMost(SOON)
        .until(
            () ->
                operator
                    .get("/api/tasks?correlationId=stray%20task&status=completed&include=input")
                    .body()
                    .toString()
                    .contains("\"echo\":\"stray\""));
  }

  @Test
  void whatIsSentToAQueueOfTasksAndIsNoneIsKeptAside() throws Exception {
    String correlation = "nonsense for a queue of tasks";
    try (JMSContext jms = Client.CORE.open()) {
      Message nonsense = jms.createTextMessage("nonsense");
      nonsense.setJMSCorrelationID(correlation);
      jms.createProducer().send(jms.createQueue("chat_tasks"), nonsense);
    }
    awaitRefused(correlation, "not valid JSON", "chat_tasks");
  }
}
