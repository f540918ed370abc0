package org.waybill.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.ObjectMessage;
import jakarta.jms.Session;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.apache.qpid.jms.message.JmsMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.waybill.running.LoopbackBroker;

/** A sender that speaks AMQP, and a consumer of the broker's own protocol behind it. */
class AmqpSendersTest {

  private static final String QUEUE = "waybill.submit";

  private LoopbackBroker broker;

  @AfterEach
  void stop() throws Exception {
    broker.stop();
  }

  @Test
  void whatCannotBeHandedOverIsRefusedToItsSenderAndTheNextMessageArrives() throws Exception {
    broker = LoopbackBroker.start(new UnreadableMessageFilter());
    try (ActiveMQConnectionFactory core = core();
        Connection consuming = core.createConnection();
        Session session = consuming.createSession(true, Session.SESSION_TRANSACTED);
        MessageConsumer consumer = session.createConsumer(session.createQueue(QUEUE))) {
      consuming.start();
      for (Serializable bad : List.of(nestedMap(), nestedList())) {
        assertThatThrownBy(() -> sendBody(bad))
            .isInstanceOf(JMSException.class)
            .hasMessageContaining("cannot be read");
      }
      assertThatThrownBy(() -> sendProperty(new UUID(1, 2))).hasMessageContaining("cannot be read");
      sendBody("fine");
      Message got = consumer.receive(10_000);
      assertThat(got).isNotNull();
      session.commit();
    }
  }

  @Test
  void whatLiesThereFromBeforeGivesWayToAMessageThatSaysSo() throws Exception {
    broker = LoopbackBroker.start();
    try (ActiveMQConnectionFactory core = core();
        Connection connection = core.createConnection();
        Session session = connection.createSession(true, Session.SESSION_TRANSACTED)) {
      sendBody(nestedMap());
      LeftoverMessages.replaceUnreadable(broker.server());
      connection.start();
      try (MessageConsumer consumer = session.createConsumer(session.createQueue(QUEUE))) {
        Message got = consumer.receive(10_000);
        assertThat(got).isNotNull();
        assertThat(got.getStringProperty("waybill_unreadable")).contains("cannot be read");
        session.commit();
      }
    }
  }

  private ActiveMQConnectionFactory core() {
    ActiveMQConnectionFactory factory =
        new ActiveMQConnectionFactory(broker.url(), broker.user(), broker.password());
    factory.setConsumerWindowSize(0);
    return factory;
  }

  private static HashMap<String, Object> nestedMap() {
    return new HashMap<>(Map.of("echo", new HashMap<>(Map.of("a", 1))));
  }

  private static ArrayList<Object> nestedList() {
    return new ArrayList<>(List.of(new ArrayList<>(List.of(1, 2))));
  }

  private void sendBody(Serializable body) throws JMSException {
    send(
        session -> {
          ObjectMessage message = session.createObjectMessage();
          message.setBooleanProperty("JMS_AMQP_TYPED_ENCODING", true);
          message.setObject(body);
          return message;
        });
  }

  private void sendProperty(Object value) throws JMSException {
    send(
        session -> {
          Message message = session.createTextMessage("{}");
          ((JmsMessage) message).getFacade().setProperty("p", value);
          return message;
        });
  }

  private interface Writer {
    Message write(Session session) throws JMSException;
  }

  private void send(Writer writer) throws JMSException {
    String url = broker.url().replace("tcp://", "amqp://");
    try (Connection connection =
            new JmsConnectionFactory(broker.user(), broker.password(), url).createConnection();
        Session session = connection.createSession();
        MessageProducer producer = session.createProducer(session.createQueue(QUEUE))) {
      producer.send(writer.write(session));
    }
  }
}
