package org.waybill.messaging;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSProducer;
import jakarta.jms.JMSRuntimeException;

/**
 * A JMS connection that is kept open, and reopened after an error. Used by one thread at a time.
 */
final class ReconnectingContext {

  private JMSContext context;

  JMSContext open(ConnectionFactory connections) {
    if (context == null) {
      context = connections.createContext(JMSContext.AUTO_ACKNOWLEDGE);
    }
    return context;
  }

  /**
   * Publishes to all current consumers of a topic, without a time to live: with a clock of broker
   * or receiver that is some seconds off, messages would expire.
   *
   * @param property a name and a value, or nothing
   * @throws BrokerUnavailable if the message was not sent
   */
  void publish(ConnectionFactory connections, String topic, String text, String... property) {
    try {
      JMSContext open = open(connections);
      JMSProducer producer = open.createProducer().setDeliveryMode(DeliveryMode.NON_PERSISTENT);
      if (property.length > 0) {
        producer.setProperty(property[0], property[1]);
      }
      producer.send(open.createTopic(topic), text);
    } catch (JMSRuntimeException e) {
      close();
      throw new BrokerUnavailable(e);
    }
  }

  void close() {
    JMSContext broken = context;
    context = null;
    if (broken != null) {
      try {
        broken.close();
      } catch (JMSRuntimeException e) {
        // It is broken already, and a new one takes its place.
        return;
      }
    }
  }
}
