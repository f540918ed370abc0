package org.waybill.api.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TextMessage;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.util.Map;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.waybill.running.Api;
import org.waybill.running.RunningServer;

/** A server that is asked by HTTP and by JMS. */
abstract class ExchangeServer {

  static final int PATIENCE_MILLIS = 30_000;

  static RunningServer server;
  static Api operator;
  static Api ada;

  @BeforeAll
  static void start() {
    server =
        RunningServer.start(Map.of("QUEUE_TYPE", "memory", "ENABLE_PIPELINE_JOB_QUEUE", "false"));
    operator = server.api();
    ada = user("ada");
  }

  @AfterAll
  static void end() {
    server.close();
  }

  static Api user(String name) {
    Api.Answer made =
        operator.post("/api/tokens", "{\"userId\":\"%s\",\"role\":\"user\"}".formatted(name));
    return new Api(server.base(), made.object().getString("token"));
  }

  static String ask(Api caller, String body) {
    Api.Answer answer = caller.post("/api/requests", body);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
    return answer.object().getString("correlation_id");
  }

  static JsonObject response(Api caller, String correlationId) {
    Api.Answer answer = caller.get("/api/requests/" + correlationId + "?wait=30");
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    return answer.object();
  }

  static JMSContext jms() {
    return new ActiveMQConnectionFactory(
            "tcp://127.0.0.1:" + server.brokerPort(), "waybill", server.brokerPassword())
        .createContext();
  }

  /** Sends a request as its document has it, and receives what is replied. */
  static JsonObject exchange(JMSContext jms, String correlationId, String body)
      throws JMSException {
    TemporaryQueue replies = jms.createTemporaryQueue();
    TextMessage request = jms.createTextMessage(body);
    request.setJMSType("request");
    request.setJMSCorrelationID(correlationId);
    request.setJMSReplyTo(replies);
    jms.createProducer().send(jms.createQueue("waybill.submit"), request);
    TextMessage reply = (TextMessage) jms.createConsumer(replies).receive(PATIENCE_MILLIS);
    assertThat(reply).as("reply to " + correlationId).isNotNull();
    assertThat(reply.getJMSCorrelationID()).isEqualTo(correlationId);
    try (var reader = Json.createReader(new StringReader(reply.getText()))) {
      return reader.readObject();
    }
  }

  static void pause() {
    assertThat(operator.post("/api/queues/requests/pause", "{}").status()).isEqualTo(200);
  }

  static void resume() {
    assertThat(operator.post("/api/queues/requests/resume", "{}").status()).isEqualTo(200);
  }
}
