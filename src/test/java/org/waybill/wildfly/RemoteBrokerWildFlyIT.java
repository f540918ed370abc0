package org.waybill.wildfly;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.JMSContext;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TextMessage;
import jakarta.json.JsonObject;
import java.net.URI;
import java.util.Map;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.waybill.running.Api;
import org.waybill.running.LoopbackBroker;
import org.waybill.running.Postbox;
import org.waybill.running.Requests;

/** WildFly with an Artemis of another process. */
class RemoteBrokerWildFlyIT
    implements SmokeContract, DoorsContract, TellingContract, FailuresContract, ConsumersContract {

  private static Postbox mail;
  private static LoopbackBroker broker;
  private static WildFlyServer server;

  @BeforeAll
  static void start() throws Exception {
    mail = new Postbox();
    broker = LoopbackBroker.start();
    Map<String, String> settings = TellingContract.settings(mail);
    settings.put("WAYBILL_BROKER_PORT", Integer.toString(URI.create(broker.url()).getPort()));
    settings.put("WAYBILL_BROKER_USER", broker.user());
    settings.put("WAYBILL_BROKER_PASSWORD", broker.password());
    server = WildFlyServer.start("waybill-remote.xml", settings);
  }

  @AfterAll
  static void stop() throws Exception {
    if (server != null) {
      server.close();
    }
    broker.stop();
    mail.close();
  }

  @Override
  public LoopbackBroker broker() {
    return broker;
  }

  @Override
  public Postbox mail() {
    return mail;
  }

  @Override
  public String fortyTwo() {
    return "42";
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
    try (JMSContext jms = jms()) {
      TextMessage request = jms.createTextMessage("{\"echo\":\"by message\"}");
      TemporaryQueue replies = jms.createTemporaryQueue();
      request.setJMSType("diagnostic");
      request.setJMSReplyTo(replies);
      jms.createProducer().send(jms.createQueue("waybill.submit"), request);
      assertThat(jms.createConsumer(replies).receiveBody(String.class, LIMIT.toMillis()))
          .contains("\"status\":\"completed\"", "by message");
    }
  }

  @Test
  void aRequestByMessageGetsItsResponseAsAReply() throws Exception {
    try (JMSContext jms = jms()) {
      JsonObject reply = Requests.exchange(jms, "by-jms", "{\"message\":\"What is 6 * 7?\"}");
      assertThat(reply).containsOnlyKeys("status", "message", "plan", "thinking_log");
      assertThat(reply.getString("message")).contains(fortyTwo());
      assertThat(reply).isEqualTo(new Requests(server.api()).response("by-jms"));
    }
  }

  private static JMSContext jms() {
    return new ActiveMQConnectionFactory(broker.url(), broker.user(), broker.password())
        .createContext();
  }
}
