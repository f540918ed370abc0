package org.waybill.consumer;

import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.util.UUID;

/**
 * A message that a node sends to itself on a topic: if it returns, the subscription, the broker and
 * the sender's connection work.
 */
final class Echo {

  private static final String NODE = "waybill_echo";
  private static final String THIS_NODE = UUID.randomUUID().toString();

  private Echo() {}

  static boolean is(Message message) throws JMSException {
    return message.propertyExists(NODE);
  }

  static boolean isOwn(Message message) throws JMSException {
    return THIS_NODE.equals(message.getStringProperty(NODE));
  }

  /**
   * @throws JMSException if the broker did not take it
   */
  static void send(ConnectionSource connections, String topic) throws JMSException {
    try (Connection connection = connections.open();
        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        MessageProducer producer = session.createProducer(session.createTopic(topic))) {
      producer.setDeliveryMode(DeliveryMode.NON_PERSISTENT);
      Message message = session.createMessage();
      message.setStringProperty(NODE, THIS_NODE);
      producer.send(message);
    }
  }
}
