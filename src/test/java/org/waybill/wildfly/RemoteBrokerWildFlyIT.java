package org.waybill.wildfly;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.JMSContext;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TextMessage;
import java.net.URI;
import java.util.Map;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.waybill.running.Api;
import org.waybill.running.LoopbackBroker;

/** WildFly with an Artemis of another process. */
class RemoteBrokerWildFlyIT implements SmokeContract {

  private static LoopbackBroker broker;
  private static WildFlyServer server;

  @BeforeAll
  static void start() throws Exception {
    broker = LoopbackBroker.start();
    server =
        WildFlyServer.start(
            "waybill-remote.xml",
            Map.of(
                "WAYBILL_DIAGNOSTICS", "true",
                "WAYBILL_BROKER_PORT", Integer.toString(URI.create(broker.url()).getPort()),
                "WAYBILL_BROKER_USER", broker.user(),
                "WAYBILL_BROKER_PASSWORD", broker.password()));
  }

  @AfterAll
  static void stop() throws Exception {
    if (server != null) {
      server.close();
    }
    broker.stop();
  }

  @Override
  public WildFlyServer server() {
    return server;
  }

  @Test
  void tasksAreAcceptedWhileTheBrokerIsAwayAndRunWhenItIsBack() throws Exception {
    Api api = server.api();
    broker.stop();
    String id = api.submitDiagnostic("{\"echo\":1}");
    broker.startAgain();
    api.awaitStatus(id, "completed", LIMIT);
  }

  @Test
  void aMessageBecomesATaskAndIsAnswered() throws Exception {
    try (JMSContext jms =
        new ActiveMQConnectionFactory(broker.url(), broker.user(), broker.password())
            .createContext()) {
      TextMessage request = jms.createTextMessage("{\"echo\":\"by message\"}");
      TemporaryQueue replies = jms.createTemporaryQueue();
      request.setJMSType("diagnostic");
      request.setJMSReplyTo(replies);
      jms.createProducer().send(jms.createQueue("waybill.submit"), request);
      assertThat(jms.createConsumer(replies).receiveBody(String.class, LIMIT.toMillis()))
          .contains("\"status\":\"completed\"", "by message");
    }
  }
}
