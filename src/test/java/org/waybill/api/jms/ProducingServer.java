package org.waybill.api.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.junit.jupiter.api.BeforeAll;
import org.waybill.running.Api;
import org.waybill.running.FreePorts;
import org.waybill.running.RunningServer;

/** A server that takes work by every protocol, and few tasks may wait. */
abstract class ProducingServer {

  static final Duration SOON = Duration.ofSeconds(20);
  static final String SUBMIT = "waybill.submit";
  static final String AMQP_PORT = FreePorts.next();
  static final String STOMP_PORT = FreePorts.next();

  static RunningServer server;
  static Api operator;

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
        RunningServer.shared(
            Map.of(
                "WAYBILL_AMQP_PORT", AMQP_PORT,
                "WAYBILL_STOMP_PORT", STOMP_PORT,
                "WAYBILL_INGRESS_USER", "press",
                "WAYBILL_QUEUE_DIAGNOSTICS_CONCURRENCY", "4",
                "WAYBILL_QUEUE_WAITING", "20"));
    operator = server.api();
  }

  static JsonObject completed(String correlation) {
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

  static JsonObject json(String text) {
    try (var reader = Json.createReader(new StringReader(text))) {
      return reader.readObject();
    }
  }

  static JsonObject awaitRefused(String correlation, String reason) {
    return awaitRefused(correlation, reason, SUBMIT);
  }

  static JsonObject awaitRefused(String correlation, String reason, String queue) {
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
    assertThat(kept.getString("queue")).isEqualTo(queue);
    return kept;
  }

  static JsonObject refused(JMSContext jms, Message message, String reason) throws JMSException {
    String correlation = UUID.randomUUID().toString();
    message.setJMSCorrelationID(correlation);
    jms.createProducer().send(jms.createQueue(SUBMIT), message);
    return awaitRefused(correlation, reason);
  }
}
