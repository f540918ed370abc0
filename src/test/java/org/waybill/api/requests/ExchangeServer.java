package org.waybill.api.requests;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.json.JsonObject;
import java.util.Map;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.junit.jupiter.api.BeforeAll;
import org.waybill.running.Api;
import org.waybill.running.Requests;
import org.waybill.running.RunningServer;

/** A server that is asked by HTTP and by JMS. */
abstract class ExchangeServer {

  static RunningServer server;
  static Api operator;
  static Api ada;

  @BeforeAll
  static void start() {
    server =
        RunningServer.shared(Map.of("QUEUE_TYPE", "memory", "ENABLE_PIPELINE_JOB_QUEUE", "false"));
    operator = server.api();
    ada = user("ada");
  }

  static Api user(String name) {
    return operator.user(name);
  }

  static String ask(Api caller, String body) {
    return new Requests(caller).ask(body);
  }

  static JsonObject response(Api caller, String correlationId) {
    return new Requests(caller).response(correlationId);
  }

  static JMSContext jms() {
    return new ActiveMQConnectionFactory(
            "tcp://127.0.0.1:" + server.brokerPort(), "waybill", server.brokerPassword())
        .createContext();
  }

  /** Sends a request as its document has it, and receives what is replied. */
  static JsonObject exchange(JMSContext jms, String correlationId, String body)
      throws JMSException {
    return Requests.exchange(jms, correlationId, body);
  }

  static void pause() {
    assertThat(operator.post("/api/queues/requests/pause", "{}").status()).isEqualTo(200);
  }

  static void resume() {
    assertThat(operator.post("/api/queues/requests/resume", "{}").status()).isEqualTo(200);
  }
}
