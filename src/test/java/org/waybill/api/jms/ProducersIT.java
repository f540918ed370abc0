package org.waybill.api.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.jms.BytesMessage;
import jakarta.jms.Destination;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.JMSSecurityRuntimeException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Producers that know nothing of Waybill but the name of a queue. */
class ProducersIT extends ProducingServer {

  private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  @ParameterizedTest
  @EnumSource
  void aTextWithATaskIsRunAndItsReplyComesToTheClientsOwnQueue(Client client) throws Exception {
    try (JMSContext jms = client.open()) {
      var replies = jms.createTemporaryQueue();
      TextMessage request =
          jms.createTextMessage("{\"type\":\"diagnostic\",\"input\":{\"echo\":\"hello\"}}");
      request.setJMSReplyTo(replies);
      request.setJMSCorrelationID("order-17");
      jms.createProducer().setPriority(7).send(jms.createQueue(SUBMIT), request);
      Message reply = jms.createConsumer(replies).receive(SOON.toMillis());
      assertThat(reply.getJMSCorrelationID()).isEqualTo("order-17");
      JsonObject answer = json(reply.getBody(String.class));
      assertThat(answer.getString("status")).isEqualTo("completed");
      assertThat(answer.getJsonObject("output").getString("echo")).isEqualTo("hello");
      JsonObject task = operator.get("/api/tasks/" + answer.getString("taskId")).object();
      assertThat(task.getString("userId")).isEqualTo("press");
      assertThat(task.getString("correlationId")).isEqualTo("order-17");
      assertThat(task.getInt("priority")).isEqualTo(7);
    }
  }

  @ParameterizedTest
  @EnumSource
  void withoutACorrelationIdTheReplyCarriesTheMessageId(Client client) throws Exception {
    try (JMSContext jms = client.open()) {
      TextMessage request = jms.createTextMessage("{\"failFinally\":true}");
      request.setJMSType("diagnostic");
      Destination replies = jms.createQueue("waybill.reply." + client);
      request.setJMSReplyTo(replies);
      jms.createProducer().send(jms.createQueue(SUBMIT), request);
      Message reply = jms.createConsumer(replies).receive(SOON.toMillis());
      assertThat(reply.getJMSCorrelationID()).isEqualTo(request.getJMSMessageID());
      JsonObject answer = json(reply.getBody(String.class));
      assertThat(answer.getString("status")).isEqualTo("failed");
      assertThat(answer.getString("error")).isNotBlank();
    }
  }

  @ParameterizedTest
  @EnumSource
  void bytesAndMapsAreInputs(Client client) throws Exception {
    try (JMSContext jms = client.open()) {
      BytesMessage bytes = jms.createBytesMessage();
      bytes.writeBytes("{\"echo\":\"späti\"}".getBytes(StandardCharsets.UTF_8));
      bytes.setStringProperty("taskType", "diagnostic");
      bytes.setStringProperty("traceparent", TRACE);
      MapMessage map = jms.createMapMessage();
      map.setString("echo", "by map");
      map.setInt("sleepMs", 1);
      map.setJMSType("diagnostic");
      map.setStringProperty("traceparent", TRACE);
      for (Message message : List.of(bytes, map)) {
        String correlation = UUID.randomUUID().toString();
        message.setJMSCorrelationID(correlation);
        jms.createProducer().send(jms.createQueue(SUBMIT), message);
        JsonObject task = completed(correlation);
        assertThat(task.getJsonObject("output").getString("echo")).isIn("späti", "by map");
        assertThat(task.getString("traceparent")).isEqualTo(TRACE);
      }
    }
  }

  @Test
  void theSameMessageIsOneTaskByItsDuplicateId() throws Exception {
    String id = UUID.randomUUID().toString();
    String body = "{\"type\":\"diagnostic\",\"correlationId\":\"%s\"}".formatted(id);
    try (JMSContext jms = Client.AMQP.open()) {
      for (int i = 0; i < 3; i++) {
        TextMessage message = jms.createTextMessage(body);
        message.setStringProperty("_AMQ_DUPL_ID", id);
        jms.createProducer().send(jms.createQueue(SUBMIT), message);
      }
    } catch (JMSRuntimeException e) {
      assertThat(e).hasMessageContaining("uplicate");
    }
    completed(id);
    assertThat(operator.get("/api/tasks?correlationId=" + id).object().getJsonArray("items"))
        .hasSize(1);
  }

  @Test
  void messagesOfAGroupRunOneAfterTheOtherInOrder() throws Exception {
    String group = UUID.randomUUID().toString();
    try (JMSContext jms = Client.CORE.open()) {
      for (int i = 0; i < 5; i++) {
        TextMessage message =
            jms.createTextMessage(
                "{\"type\":\"diagnostic\",\"correlationId\":\"%s\",\"input\":{\"sleepMs\":50}}"
                    .formatted(group));
        message.setStringProperty("JMSXGroupID", group);
        jms.createProducer().send(jms.createQueue(SUBMIT), message);
      }
    }
    await("all five").atMost(SOON).until(() -> inOrder(group).size() == 5);
    List<JsonObject> tasks = inOrder(group);
    for (int i = 1; i < 5; i++) {
      assertThat(tasks.get(i).getString("startedAt"))
          .isGreaterThanOrEqualTo(tasks.get(i - 1).getString("finishedAt"));
    }
  }

  @Test
  void moreThanMayWaitComeAgainUntilAllAreTaken() {
    String correlation = UUID.randomUUID().toString();
    try (JMSContext jms = Client.CORE.open()) {
      for (int i = 0; i < 80; i++) {
        jms.createProducer()
            .setJMSCorrelationID(correlation)
            .send(jms.createQueue(SUBMIT), "{\"type\":\"diagnostic\",\"input\":{\"sleepMs\":250}}");
      }
    }
    await("all")
        .atMost(Duration.ofSeconds(90))
        .until(
            () ->
                operator
                        .get("/api/tasks?limit=100&status=completed&correlationId=" + correlation)
                        .object()
                        .getJsonArray("items")
                        .size()
                    == 80);
    assertThat(server.launcher().output())
        .contains("waiting tasks, which is the limit")
        // No stack for each that comes again.
        .doesNotContain("MessageReceiver.onMessage");
  }

  private static List<JsonObject> inOrder(String correlation) {
    return operator
        .get("/api/tasks?status=completed&correlationId=" + correlation)
        .object()
        .getJsonArray("items")
        .stream()
        .map(item -> operator.get("/api/tasks/" + item.asJsonObject().getString("id")).object())
        .sorted(java.util.Comparator.comparing(task -> task.getString("id")))
        .toList();
  }

  @Test
  void aStompProducerSubmitsAndGetsItsReply() throws Exception {
    try (StompClient stomp =
        new StompClient(Integer.parseInt(STOMP_PORT), "waybill", server.brokerPassword())) {
      assertThat(stomp.read().command()).isEqualTo("CONNECTED");
      stomp.send("SUBSCRIBE", Map.of("id", "1", "destination", "waybill.reply.stomp"), "");
      stomp.send(
          "SEND",
          Map.of(
              "destination", SUBMIT,
              "destination-type", "ANYCAST",
              "correlation-id", "stomp-1",
              "reply-to", "waybill.reply.stomp"),
          "{\"type\":\"diagnostic\",\"input\":{\"echo\":\"stomp\"}}");
      StompClient.Frame reply = stomp.read();
      assertThat(reply.command()).as("%s", reply).isEqualTo("MESSAGE");
      assertThat(reply.headers()).containsEntry("correlation-id", "stomp-1");
      assertThat(json(reply.body()).getString("status")).isEqualTo("completed");
      stomp.send("SEND", Map.of("destination", SUBMIT, "correlation-id", "stomp-2"), "{");
    }
    awaitRefused("stomp-2", "not valid JSON");
  }

  @Test
  void nobodyGetsInWithoutThePassword() throws Exception {
    for (Client client : Client.values()) {
      assertThatThrownBy(() -> client.connections("guess").createContext().createTemporaryQueue())
          .isInstanceOf(JMSSecurityRuntimeException.class);
    }
    try (StompClient stomp = new StompClient(Integer.parseInt(STOMP_PORT), "waybill", "guess")) {
      assertThat(stomp.read().command()).isEqualTo("ERROR");
    }
  }
}
