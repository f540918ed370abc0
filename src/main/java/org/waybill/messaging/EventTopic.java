package org.waybill.messaging;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;

/** Publishes task events to all nodes. Used by one thread at a time. */
@ApplicationScoped
public class EventTopic {

  private static final String SENDER = "waybill_node";

  @Resource(name = "jms/waybill")
  private ConnectionFactory connections;

  private final ReconnectingContext kept = new ReconnectingContext();

  /**
   * @param node the publishing node, so that it recognises its own messages
   * @throws BrokerUnavailable if the message was not sent
   */
  public synchronized void publish(String node, String text) {
    kept.publish(connections, Destinations.EVENTS, text, SENDER, node);
  }

  /**
   * @throws JMSException if this is no message of a node
   */
  static NodeMessage read(Message message) throws JMSException {
    if (message instanceof TextMessage text && text.getText() != null) {
      return new NodeMessage(message.getStringProperty(SENDER), text.getText());
    }
    throw new JMSException("the message is not a text message");
  }
}
