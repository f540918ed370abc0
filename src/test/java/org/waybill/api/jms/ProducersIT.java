package org.waybill.api.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.jms.BytesMessage;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.Destination;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.JMSSecurityRuntimeException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.waybill.running.Api;
import org.waybill.running.FreePorts;
import org.waybill.running.RunningServer;

/** Producers that know nothing of Waybill but the name of a queue. */
class ProducersIT {

  private static final Duration SOON = Duration.ofSeconds(20);
  private static final String SUBMIT = "waybill.submit";
  private static final String AMQP_PORT = FreePorts.next();
  private static final String STOMP_PORT = FreePorts.next();

  private static RunningServer server;
  private static Api operator;

  /** Two clients of the same API, each with a protocol of its own. */
  enum Client {
    CORE,
    AMQP;

    ConnectionFactory connections(String password) {
      return switch (this) {
        case CORE ->
            new ActiveMQConnectionFactory(
                "tcp://127.0.0.1:" + server.brokerPort(), "waybill", password);
        case AMQP -> new JmsConnectionFactory("waybill", password, "amqp://127.0.0.1:" + AMQP_PORT);
      };
    }

    JMSContext open() {
      return connections(server.brokerPassword()).createContext();
    }
  }

  @BeforeAll
  static void start() {
    server =
        RunningServer.start(
            Map.of(
                "WAYBILL_AMQP_PORT", AMQP_PORT,
                "WAYBILL_STOMP_PORT", STOMP_PORT,
                "WAYBILL_INGRESS_USER", "press",
                "WAYBILL_QUEUE_DIAGNOSTICS_CONCURRENCY", "4",
                "WAYBILL_QUEUE_WAITING", "20"));
    operator = server.api();
  }

  @AfterAll
  static void end() {
    server.close();
  }

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
      MapMessage map = jms.createMapMessage();
      map.setString("echo", "by map");
      map.setInt("sleepMs", 1);
      map.setJMSType("diagnostic");
      for (Message message : List.of(bytes, map)) {
        String correlation = UUID.randomUUID().toString();
        message.setJMSCorrelationID(correlation);
        jms.createProducer().send(jms.createQueue(SUBMIT), message);
        JsonObject task = completed(correlation);
        assertThat(task.getJsonObject("output").getString("echo")).isIn("späti", "by map");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatIsNoTaskIsKeptAsideWithTheReason(Client client) throws Exception {
    try (JMSContext jms = client.open()) {
      Message object = jms.createObjectMessage(new java.util.ArrayList<>(List.of("x")));
      object.setJMSType("diagnostic");
      refused(jms, object, "object message");
      refused(jms, jms.createTextMessage("garbage"), "no valid JSON");
      refused(jms, jms.createTextMessage("{}"), "type is missing");
      refused(jms, jms.createTextMessage("{\"type\":\"unheard-of\"}"), "allowed: chat_message");
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
      assertThat(answer.getString("error")).contains("no valid JSON");
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
    assertThat(server.launcher().output()).contains("tasks waiting, as many as allowed");
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
    awaitRefused("stomp-2", "no valid JSON");
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

  private static JsonObject refused(JMSContext jms, Message message, String reason)
      throws JMSException {
    String correlation = UUID.randomUUID().toString();
    message.setJMSCorrelationID(correlation);
    jms.createProducer().send(jms.createQueue(SUBMIT), message);
    return awaitRefused(correlation, reason);
  }

  private static JsonObject awaitRefused(String correlation, String reason) {
    JsonObject kept =
        await("refused: " + reason)
            .atMost(SOON)
            .until(
                () ->
                    operator
                        .get("/api/invalid-messages?limit=100")
                        .object()
                        .getJsonArray("items")
                        .stream()
                        .map(item -> item.asJsonObject())
                        .filter(
                            item ->
                                correlation.equals(
                                    item.getJsonObject("headers")
                                        .getString("JMSCorrelationID", null)))
                        .findFirst()
                        .orElse(null),
                item -> item != null);
    assertThat(kept.getString("reason")).contains(reason);
    assertThat(kept.getString("queue")).isEqualTo(SUBMIT);
    return kept;
  }

  private static JsonObject completed(String correlation) {
    return await("task of " + correlation)
        .atMost(SOON)
        .until(
            () -> {
              var items =
                  operator
                      .get("/api/tasks?status=completed&correlationId=" + correlation)
                      .object()
                      .getJsonArray("items");
              return items.isEmpty()
                  ? null
                  : operator.get("/api/tasks/" + items.getJsonObject(0).getString("id")).object();
            },
            task -> task != null);
  }

  private static JsonObject json(String text) {
    try (var reader = Json.createReader(new StringReader(text))) {
      return reader.readObject();
    }
  }
}
